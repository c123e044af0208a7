package io.tocsin.messaging.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The contracts as JSON in UTF-8. */
public final class MessageJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT) // 2.5 epochs are not 2.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8) // 🔥 in 4 bytes, not 12.
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
   * @throws UnreadableMessageException saying what was expected, what was found and where, without
   *     repeating any text
   */
  public static <T> T read(byte[] json, Class<T> message) throws UnreadableMessageException {
    if (json == null || json.length == 0) {
      throw new UnreadableMessageException(
          "expected a %s as JSON, found nothing".formatted(message.getSimpleName()));
    }
    return read(Utf8.text(json), message);
  }

  /** Returns what JSON has for a constant. */
  static String text(Object constant) {
    return MAPPER.convertValue(constant, String.class);
  }

  static <T> T read(String json, Class<T> message) throws UnreadableMessageException {
    try {
      T read = MAPPER.readValue(json, message);
      if (read == null) {
        throw new UnreadableMessageException(
            "expected a %s, found null".formatted(message.getSimpleName()));
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new UnreadableMessageException(JsonFault.of(e), e);
    }
  }
}
