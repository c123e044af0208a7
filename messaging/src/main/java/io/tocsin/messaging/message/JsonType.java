package io.tocsin.messaging.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;

/** What JSON must hold for a Java type, in words. */
final class JsonType {
  private JsonType() {}

  static String of(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of " + Arrays.stream(type.getEnumConstants()).map(MessageJson::text).toList();
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "text";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "Instant" -> "a time such as " + Instant.EPOCH;
      default -> "an object";
    };
  }
}
