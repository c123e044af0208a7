package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uploads of lines to the packaged service. */
@Timeout(120)
final class UploadIT {
  private static final int LINES = 20_000;
  private static final int BAD_EVERY = 100;

  private static TestCluster cluster;
  private static IngestProcess service;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    cluster = TestCluster.start(directory);
    service = start(cluster);
  }

  @AfterAll
  static void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void answersEachLineInOrderAndSumsUp() throws Exception {
    int before = cluster.records(Topics.TWEETS).size();
    try (ChunkedUpload upload = new ChunkedUpload(service.base(), "/tweets")) {
      Thread sender = Thread.ofVirtual().start(() -> sendLines(upload));

      assertEquals("HTTP/1.1 200 OK", upload.status());
      for (int line = 1; line <= LINES; line++) {
        JsonNode answer = upload.answer();
        assertEquals(line, answer.get("line").asInt(), answer.toString());
        assertEquals(line % BAD_EVERY == 0 ? "rejected" : "accepted", status(answer));
      }
      JsonNode summary = upload.answer();

      sender.join();
      int bad = LINES / BAD_EVERY;
      assertEquals(
          "{\"status\":\"complete\",\"lines\":%d,\"blank\":0,\"accepted\":%d,\"rejected\":%d}"
              .formatted(LINES, LINES - bad, bad),
          summary.toString());
      assertTrue(upload.isAtEnd());
      assertEquals(LINES - bad, cluster.records(Topics.TWEETS).size() - before);
    }
  }

  @Test
  void answersWhileTheClientIsStillSending() throws IOException {
    try (ChunkedUpload upload = new ChunkedUpload(service.base(), "/tweets")) {
      upload.send("{\"id\": \"a\", \"text\": \"fire\"}\n{\"id\": \"b\", \"te");

      assertEquals("HTTP/1.1 200 OK", upload.status());
      assertEquals("a", upload.answer().get("id").asText());

      upload.send("xt\": \"flood\"}\n\n \r\n{\"text\": \"");
      assertEquals("b", upload.answer().get("id").asText());

      upload.send("a".repeat(70_000) + "\"}\nno tweet\n{\"id\": \"c\", \"text\": \"storm\"}");
      JsonNode tooLong = upload.answer();
      assertEquals("longer than 65536 bytes", tooLong.get("reason").asText());
      assertEquals(5, tooLong.get("line").asInt());
      assertEquals(
          "not JSON: it breaks at line 1, column 1", upload.answer().get("reason").asText());

      upload.end();
      assertEquals("c", upload.answer().get("id").asText());
      assertEquals(
          "{\"status\":\"complete\",\"lines\":7,\"blank\":2,\"accepted\":3,\"rejected\":2}",
          upload.answer().toString());
    }
  }

  @Test
  void takesLabelsToo() throws IOException {
    try (ChunkedUpload upload = new ChunkedUpload(service.base(), "/labels")) {
      upload.send("{\"tweetId\": \"l\", \"text\": \"fire\", \"category\": \"disaster\"}\n");
      upload.send("{\"tweetId\": \"m\", \"text\": \"fire\", \"category\": \"storm\"}\n");
      upload.end();

      upload.status();
      assertEquals("accepted", status(upload.answer()));
      assertEquals(
          "category: expected one of [not, disaster], found another",
          upload.answer().get("reason").asText());
      assertEquals("complete", status(upload.answer()));
    }
    assertTrue(cluster.last(Topics.LABELS, "l").isPresent());
  }

  @Test
  void readsNoFurtherWhenTheClientGoesAway() throws IOException {
    try (ChunkedUpload upload = new ChunkedUpload(service.base(), "/tweets")) {
      upload.send("{\"text\": \"fire\"}\n");
      upload.status();
      upload.answer();
    }

    Awaitility.await()
        .until(() -> service.log().stream().anyMatch(line -> line.contains("breaks off")));
  }

  @Test
  void tellsUploadsThatTheServiceStops() throws Exception {
    try (IngestProcess stopping = start(cluster);
        ChunkedUpload upload = new ChunkedUpload(stopping.base(), "/tweets")) {
      upload.send("{\"text\": \"fire\"}\n");
      upload.status();
      upload.answer();

      stopping.terminate();

      assertEquals(
          "{\"status\":\"incomplete\",\"reason\":\"the service is stopping\",\"lines\":1,"
              + "\"blank\":0,\"accepted\":1,\"rejected\":0,\"failed\":0}",
          upload.answer().toString());
      assertEquals(143, stopping.exitCode(), stopping.log()::toString);
    }
  }

  private static IngestProcess start(TestCluster cluster) throws IOException {
    return IngestProcess.start(
        Map.of("KAFKA_BOOTSTRAP_SERVERS", cluster.broker().bootstrapServers()));
  }

  private static void sendLines(ChunkedUpload upload) {
    StringBuilder chunk = new StringBuilder();
    try {
      for (int line = 1; line <= LINES; line++) {
        chunk.append(line % BAD_EVERY == 0 ? "{\"id\": \"no text\"}\n" : "{\"text\": \"fire\"}\n");
        if (line % 500 == 0) {
          upload.send(chunk.toString());
          chunk.setLength(0);
        }
      }
      upload.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String status(JsonNode answer) {
    return answer.get("status").asText();
  }
}
