package io.tocsin.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An object in a message whose fields the AsyncAPI document declares.
 *
 * @param pointer where it stands in the message
 * @param schema of the object
 */
record DeclaredObject(String pointer, JsonNode schema) {
  Set<String> fields() {
    return schema
        .get("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns this object within a message. */
  ObjectNode in(JsonNode message) {
    return (ObjectNode) message.requiredAt(pointer);
  }
}
