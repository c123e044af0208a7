package io.tocsin.ingest.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.ingest.kafka.IngestMetrics;
import io.tocsin.ingest.kafka.Sender;
import io.tocsin.ingest.tweet.TweetLines;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.trace.RecordTraces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are uploaded: every line that is not blank has its answer, and the sum is right.
 */
final class UploadFuzzTest {
  private static final int MAX_LINE_BYTES = 200;
  private static final int WINDOW = 4;
  private static final ObjectMapper JSON = MessageJson.mapper();
  private static final IngestMetrics METRICS = new IngestMetrics(new SimpleMeterRegistry());

  static Stream<byte[]> uploads() {
    return Stream.of(
            "{\"id\": \"a\", \"text\": \"fire\"}\n\n{\"text\": \"flood\", \"keyword\": \"dam\"}\r\n",
            "{\"text\": \"\\ud83d\\udd25\", \"writtenAt\": \"2026-11-23T10:15:00Z\"}",
            "{\"text\": 1}\n \t\n{\n" + "x".repeat(MAX_LINE_BYTES + 1))
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("uploads")
  @FuzzTest(maxDuration = "2s")
  void answersEveryLine(byte[] body) throws IOException {
    MockProducer<byte[], byte[]> kafka =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    List<JsonNode> answers = answers(body, kafka);

    JsonNode summary = answers.removeLast();
    assertEquals("complete", summary.get("status").textValue());
    assertEquals(cut(body).size(), summary.get("lines").intValue());
    assertEquals(
        notBlank(body), answers.stream().map(line -> line.get("line").longValue()).toList());
    assertEquals(
        answers.stream().filter(UploadFuzzTest::isAccepted).map(UploadFuzzTest::id).toList(),
        kafka.history().stream().map(UploadFuzzTest::key).toList());
    assertEquals(kafka.history().size(), summary.get("accepted").intValue());
  }

  private static List<JsonNode> answers(byte[] body, MockProducer<byte[], byte[]> kafka)
      throws IOException {
    LineReader lines = new LineReader(new ByteArrayInputStream(body), MAX_LINE_BYTES);
    Sender sender = new Sender(kafka, METRICS, RecordTraces.off());
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    new Upload(new LineSource(lines, TweetLines.reader(), sender, METRICS), WINDOW).run(answers);
    List<JsonNode> read = new ArrayList<>();
    for (String line : answers.toString(UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        read.add(JSON.readTree(line));
      }
    }
    return read;
  }

  /** The numbers of the lines that want an answer. */
  private static List<Long> notBlank(byte[] body) {
    List<String> lines = cut(body);
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).matches("[ \\t\\r]{0," + MAX_LINE_BYTES + "}")) {
        numbers.add(i + 1L);
      }
    }
    return numbers;
  }

  /** A line feed ends a line, nothing else does. */
  private static List<String> cut(byte[] body) {
    List<String> lines = new ArrayList<>(List.of(new String(body, ISO_8859_1).split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private static boolean isAccepted(JsonNode answer) {
    return answer.get("status").textValue().equals("accepted");
  }

  private static String id(JsonNode answer) {
    assertNotNull(answer.get("offset"));
    return answer.get("id").textValue();
  }

  private static String key(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }
}
