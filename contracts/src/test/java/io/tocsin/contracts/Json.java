package io.tocsin.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** JSON as Jackson reads and writes it when nothing but the two modules is set. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private Json() {}

  /** Returns a golden file; a missing one is an error. */
  static JsonNode golden(String name) {
    String resource = "/golden/" + name + ".json";
    try (InputStream file =
        Objects.requireNonNull(Json.class.getResourceAsStream(resource), resource)) {
      return MAPPER.readTree(file);
    } catch (IOException e) {
      throw new AssertionError(resource, e);
    }
  }

  /** Returns a golden file of headers. */
  public static Map<String, String> goldenHeaders(String name) {
    return golden(name)
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().asText()));
  }

  static JsonNode parsed(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** Returns what the record looks like once written. */
  static JsonNode written(Object message) throws JsonProcessingException {
    return MAPPER.readTree(MAPPER.writeValueAsString(message));
  }

  static <T> T read(JsonNode json, Class<T> message) throws JsonProcessingException {
    return MAPPER.readValue(json.toString(), message);
  }
}
