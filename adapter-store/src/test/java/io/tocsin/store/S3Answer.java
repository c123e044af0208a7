package io.tocsin.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An answer on its way to the client.
 *
 * @param announced the length that the client is told
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
record S3Answer(int status, Map<String, List<String>> headers, byte[] body, int announced) {
  static S3Answer error(int status, String code) {
    return error(status, code, Map.of());
  }

  static S3Answer error(int status, String code, Map<String, List<String>> headers) {
    return text(
        status,
        headers,
        "<Error><Code>%s</Code><Message>as the test wants it</Message></Error>".formatted(code));
  }

  static S3Answer text(int status, Map<String, List<String>> headers, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new S3Answer(status, headers, body, body.length);
  }

  /** The connection is closed halfway. */
  S3Answer cutShort() {
    return new S3Answer(status, headers, Arrays.copyOf(body, body.length / 2), announced);
  }
}
