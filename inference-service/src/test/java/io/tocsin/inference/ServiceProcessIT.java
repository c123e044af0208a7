package io.tocsin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceProcessIT {
  private static final int TWEETS = 1500;
  private static final String JSON = "application/json";
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder.resolve("broker"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void answersEachTweetOnceThoughItIsKilled() throws Exception {
    for (int i = 0; i < TWEETS; i++) {
      cluster.tweet("tweet-" + i, "Flood " + i);
    }
    cluster.flush();
    try (Accounts accounts = new Accounts(cluster)) {
      try (ServiceProcess killed = service("killed")) {
        accounts.awaitAnswers(100);
        killed.kill();
      }
      int answeredBefore = accounts.answers().size();
      try (ServiceProcess next = service("killed")) {
        accounts.assertEachAnsweredOnce(TWEETS);

        assertTrue(answeredBefore < TWEETS, "it was killed too late");
        assertEquals(TERMINATED, next.terminate());
        assertFalse(next.log().contains("Flood 1"), "tweets do not belong into the log");
      }
    }
  }

  @Test
  void answersOneOffTextsAndTellsItsState() throws Exception {
    try (ServiceProcess service = service("http").awaitReady()) {
      HttpResponse<String> one = service.post("/classify", JSON, "{\"text\": \"Flood\"}");
      HttpResponse<String> plain = service.post("/classify", "text/plain", "Flood");
      HttpResponse<String> wrong = service.post("/classify", JSON, "{\"tweets\": []}");
      HttpResponse<String> rollout = service.get("/rollout");
      HttpResponse<String> metrics = service.get("/q/metrics");

      assertEquals(200, one.statusCode());
      assertTrue(one.body().startsWith("{\"adapterVersion\":\"0\","), one.body());
      assertEquals(one.body(), plain.body());
      assertEquals(400, wrong.statusCode());
      assertEquals("application/problem+json", wrong.headers().firstValue("Content-Type").get());
      assertTrue(wrong.body().contains("tweets: expected some, found none"), wrong.body());
      assertTrue(rollout.body().contains("\"versions\":{\"active\":\"0\"}"), rollout.body());
      assertTrue(
          metrics
              .body()
              .contains("tocsin_inference_serving_info{role=\"active\",version=\"0\"} 1.0"));
      assertEquals(200, service.get("/q/health/live").statusCode());
    }
  }

  private ServiceProcess service(String replica) throws Exception {
    return ServiceProcess.start(cluster, replica, folder);
  }
}
