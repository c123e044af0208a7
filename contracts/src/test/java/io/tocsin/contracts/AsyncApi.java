package io.tocsin.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** The document that describes topics and messages. */
final class AsyncApi {
  private static final Path FILE = Path.of("..", "docs", "asyncapi.yaml");
  private static final ObjectNode DOCUMENT = read();
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private AsyncApi() {}

  /** Returns what a pointer, such as {@code /channels}, leads to, references resolved. */
  static JsonNode at(String pointer) {
    return resolved(DOCUMENT.requiredAt(pointer));
  }

  /** Returns what is wrong with the JSON by the schema that the pointer leads to. */
  static List<Error> errors(String pointer, JsonNode json) {
    return SCHEMAS.computeIfAbsent(pointer, AsyncApi::schema).validate(json);
  }

  /** Says whether the JSON is a message of the name. */
  static boolean describes(String message, JsonNode json) {
    return errors("/components/schemas/" + message, json).isEmpty();
  }

  /** Returns every object of the message that has declared fields, at any depth. */
  static List<DeclaredObject> objects(GoldenMessage golden) {
    List<DeclaredObject> found = new ArrayList<>();
    collect("", golden.json(), at("/components/schemas/" + golden.schema()), found);
    return found;
  }

  /** Returns every declared field of the message, at any depth. */
  static List<DeclaredField> fields(GoldenMessage golden) {
    return objects(golden).stream()
        .flatMap(object -> object.fields().stream().map(name -> new DeclaredField(object, name)))
        .toList();
  }

  private static void collect(
      String pointer, JsonNode json, JsonNode reference, List<DeclaredObject> found) {
    JsonNode schema = alternative(json, resolved(reference));
    JsonNode fields = schema.path("properties");
    if (fields.isObject()) {
      found.add(new DeclaredObject(pointer, schema));
    }
    json.propertyStream()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode below =
                  fields.has(name) ? fields.get(name) : schema.path("additionalProperties");
              collect(pointer + "/" + name, field.getValue(), below, found);
            });
  }

  private static JsonNode alternative(JsonNode json, JsonNode schema) {
    if (!schema.has("oneOf")) {
      return schema;
    }
    return StreamSupport.stream(schema.get("oneOf").spliterator(), false)
        .filter(one -> one.requiredAt("/properties/kind/const").equals(json.get("kind")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("undescribed kind " + json.get("kind")));
  }

  private static JsonNode resolved(JsonNode schema) {
    return schema.has("$ref") ? at(schema.get("$ref").asText().substring(1)) : schema;
  }

  private static Schema schema(String pointer) {
    ObjectNode root = DOCUMENT.deepCopy().put("$ref", "#" + pointer);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(root);
  }

  private static ObjectNode read() {
    try {
      return (ObjectNode) new YAMLMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new AssertionError(FILE.toString(), e);
    }
  }
}
