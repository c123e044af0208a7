package io.tocsin.messaging.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Headers of records as text. */
final class Headers {
  private Headers() {}

  /** Returns the headers by name; a name that comes twice is a failure. */
  static Map<String, String> of(ProducerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      String before = headers.put(header.key(), new String(header.value(), UTF_8));
      if (before != null) {
        throw new AssertionError("header comes twice: " + header.key());
      }
    }
    return headers;
  }
}
