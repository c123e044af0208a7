package io.tocsin.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An answer on its way to the client. */
@SuppressWarnings("ArrayRecordComponent") // Answers are never compared.
record S3Answer(int status, Map<String, List<String>> headers, byte[] body) {
  static S3Answer error(int status, String code) {
    String body =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>as the test wants it</Message></Error>"
            .formatted(code);
    return new S3Answer(
        status,
        Map.of("Content-Type", List.of("application/xml")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  S3Answer with(String header, String value) {
    TreeMap<String, List<String>> more = new TreeMap<>(headers);
    more.put(header, List.of(value));
    return new S3Answer(status, more, body);
  }
}
