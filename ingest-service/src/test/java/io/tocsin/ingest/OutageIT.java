package io.tocsin.ingest;

import static io.tocsin.ingest.IngestProcess.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service when its cluster goes away. */
@Timeout(60)
final class OutageIT {
  @Test
  void failsInTimeWhenKafkaIsGone(@TempDir Path directory) throws IOException {
    TestCluster cluster = TestCluster.start(directory);
    try (IngestProcess service =
            IngestProcess.start(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    cluster.broker().bootstrapServers(),
                    "TOCSIN_DELIVERY_TIMEOUT",
                    "3S"));
        ChunkedUpload upload = new ChunkedUpload(service.base(), "/tweets")) {
      upload.send("{\"text\": \"fire\"}\n");
      upload.status();
      assertEquals("accepted", upload.answer().get("status").asText());

      cluster.close();

      assertThrows(IOException.class, () -> sendForEver(upload));
      assertEquals("failed", upload.answer().get("status").asText());
      assertEquals("incomplete", lastAnswer(upload).get("status").asText());
      assertUnavailable(service.post("/tweets", "text/plain", "fire"));
      assertUnavailable(service.post("/retrain", "application/json", ""));
      assertEquals(503, service.get("/rollouts").statusCode());
      assertEquals(503, service.get("/q/health/ready").statusCode());
      assertEquals(200, service.get("/q/health/live").statusCode());
    }
  }

  @Test
  void refusesToStartWithALimitThatATopicCannotHold() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> IngestProcess.start(Map.of("TOCSIN_MAX_MESSAGE_BYTES", "2000000")));

    assertTrue(
        e.getMessage().contains("tocsin.max-message-bytes: expected 1 to 982016, found 2000000"),
        e.getMessage());
  }

  /** As a client does that looks at no answer before it has sent everything. */
  private static void sendForEver(ChunkedUpload upload) throws IOException {
    while (true) {
      upload.send("{\"text\": \"fire\"}\n".repeat(100));
    }
  }

  private static JsonNode lastAnswer(ChunkedUpload upload) throws IOException {
    JsonNode answer = upload.answer();
    while (answer.has("line")) {
      answer = upload.answer();
    }
    return answer;
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    JsonNode problem = json(answer.body());
    assertEquals(503, answer.statusCode(), answer.body());
    assertTrue(problem.get("detail").asText().contains("Kafka did not"), answer.body());
  }
}
