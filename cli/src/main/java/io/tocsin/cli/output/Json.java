package io.tocsin.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Records as JSON. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();
  private static final JsonMapper INDENTING =
      MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Json() {}

  /**
   * Returns a document over several lines.
   *
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  public static String indented(Object document) {
    return write(INDENTING, document);
  }

  /** Returns a document in one line, under the same condition. */
  public static String line(Object document) {
    return write(MAPPER, document);
  }

  private static String write(JsonMapper mapper, Object document) {
    JsonNode tree = mapper.valueToTree(document);
    requireFinite(tree, "");
    try {
      return mapper.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + document, e);
    }
  }

  private static void requireFinite(JsonNode node, String place) {
    if (node instanceof ContainerNode<?> container) {
      if (container.isObject()) {
        container
            .propertyStream()
            .forEach(e -> requireFinite(e.getValue(), place + "/" + e.getKey()));
      } else {
        container.valueStream().forEach(value -> requireFinite(value, place + "/[]"));
      }
    } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(place + ": expected a finite number, found " + node);
    }
  }
}
