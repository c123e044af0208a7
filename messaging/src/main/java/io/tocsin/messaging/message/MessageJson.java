package io.tocsin.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;

/** The contracts as JSON in UTF-8. */
public final class MessageJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private MessageJson() {}

  /** Returns the mapper, for JSON that holds messages among other things. */
  public static ObjectMapper mapper() {
    return MAPPER.copy();
  }

  /** Returns a message as JSON. */
  public static byte[] write(Object message) {
    try {
      return MAPPER.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a message: " + message.getClass(), e);
    }
  }

  /**
   * Reads a message.
   *
   * @param json null if the record has no value
   * @throws UnreadableMessageException saying what was expected, what was found and where
   */
  public static <T> T read(byte[] json, Class<T> message) throws UnreadableMessageException {
    if (json == null || json.length == 0) {
      throw new UnreadableMessageException(
          "expected a %s as JSON, found nothing".formatted(message.getSimpleName()));
    }
    try {
      T read = MAPPER.readValue(json, message);
      if (read == null) {
        throw new UnreadableMessageException(
            "expected a %s, found null".formatted(message.getSimpleName()));
      }
      return read;
    } catch (JsonMappingException e) {
      throw new UnreadableMessageException(path(e) + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new UnreadableMessageException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UnreadableMessageException("not JSON: " + e.getMessage(), e);
    }
  }

  private static String path(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : path + ": ";
  }

  /** What a record refuses, it refuses in its own words; the rest is Jackson's. */
  private static String reason(JsonMappingException e) {
    return e instanceof ValueInstantiationException
            && e.getCause() instanceof IllegalArgumentException refusal
        ? refusal.getMessage()
        : e.getOriginalMessage();
  }
}
