package io.tocsin.messaging.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * What is wrong with JSON, by field. Jackson's own words would repeat what was found, which may be
 * a tweet's text.
 */
final class JsonFault {
  private static final String MISSING = "Missing required creator property";
  private static final String TRAILING = "Trailing token";
  private static final int MAX_NAME_CHARACTERS = 100;

  private JsonFault() {}

  static String of(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamReadException broken) {
        return "not JSON: " + broken(broken);
      }
    }
    return e instanceof JsonMappingException mapping
        ? path(mapping) + reason(mapping)
        : "not JSON" + at(e);
  }

  private static String broken(StreamReadException e) {
    return e instanceof JsonEOFException ? "it ends too early" : "it breaks" + at(e);
  }

  private static String reason(JsonMappingException e) {
    return switch (e) {
      case ValueInstantiationException refused
          when refused.getCause() instanceof IllegalArgumentException refusal ->
          refusal.getMessage();
      case InvalidTypeIdException unknown ->
          "expected a kind of %s, found an unknown one or none"
              .formatted(unknown.getBaseType().getRawClass().getSimpleName());
      case UnrecognizedPropertyException unknown ->
          "unknown, expected one of "
              + unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      case MismatchedInputException mismatched -> mismatch(mismatched);
      default -> "cannot be read";
    };
  }

  private static String mismatch(MismatchedInputException e) {
    if (e instanceof InvalidNullException || e.getOriginalMessage().startsWith(MISSING)) {
      return "expected a value, found none";
    }
    if (e.getOriginalMessage().startsWith(TRAILING)) {
      return "expected nothing after the first value" + at(e);
    }
    return "expected %s, found something else".formatted(JsonType.of(e.getTargetType()));
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : shown(step.getFieldName()))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path + ": ";
  }

  /** The names within a map are whoever's who wrote it: of any length, and halves of characters. */
  private static String shown(String name) {
    String cut =
        name.length() > MAX_NAME_CHARACTERS ? name.substring(0, MAX_NAME_CHARACTERS) + "…" : name;
    return new String(Utf8.bytes(cut), StandardCharsets.UTF_8);
  }

  private static String at(JacksonException e) {
    JsonLocation location = e instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
