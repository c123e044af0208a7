package io.tocsin.contracts;

import com.fasterxml.jackson.databind.JsonNode;

/** A field of an object in a message, as the AsyncAPI document declares it. */
record DeclaredField(DeclaredObject object, String name) {
  JsonNode removedFrom(JsonNode message) {
    object.in(message).remove(name);
    return message;
  }

  JsonNode nullIn(JsonNode message) {
    object.in(message).putNull(name);
    return message;
  }

  @Override
  public String toString() {
    return object.pointer() + "/" + name;
  }
}
