package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.topic.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServiceProcessIT {
  private static final int MOST_BYTES = 10 * 1024 * 1024;
  private static final String JSON = "application/json";
  private static final int TERMINATED = 128 + 15;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    try (Accounts accounts = new Accounts(cluster)) {
      int written;
      try (ServiceProcess killed = service("killed").awaitReady()) {
        Load load = Load.start(cluster);
        accounts.awaitAnswers(100);
        killed.kill();
        written = load.stop();
      }
      int answeredBefore = accounts.answers().size();
      try (ServiceProcess next = service("killed")) {
        accounts.assertEachAnsweredOnce(written);

        assertTrue(answeredBefore < written, "the last tweets were written after it was killed");
        assertEquals(TERMINATED, next.terminate());
        assertFalse(next.log().contains("Flood 1"), "tweets do not belong into the log");
      }
    }
  }

  @Test
  void answersOneOffTextsRefusesTooLongBodiesAndTellsItsState() throws Exception {
    try (ServiceProcess service = service("http").awaitReady()) {
      HttpResponse<String> one = service.post("/classify", JSON, "{\"text\": \"Flood\"}");
      HttpResponse<String> plain = service.post("/classify", "text/plain", "Flood");
      HttpResponse<String> wrong = service.post("/classify", JSON, "{\"tweets\": []}");
      String endless = "a".repeat(MOST_BYTES + 1);
      HttpResponse<String> tooLong = service.post("/classify", "text/plain", endless);
      HttpResponse<String> inChunks = service.postInChunks("/classify", "text/plain", endless);
      HttpResponse<String> shortInChunks = service.postInChunks("/classify", "text/plain", "Flood");
      HttpResponse<String> rollout = service.get("/rollout");
      HttpResponse<String> metrics = service.get("/q/metrics");

      assertEquals(200, one.statusCode());
      assertTrue(one.body().startsWith("{\"adapterVersion\":\"0\","), one.body());
      assertEquals(one.body(), plain.body());
      assertEquals(one.body(), shortInChunks.body());
      assertProblem(400, "tweets: expected some, found none", wrong);
      assertProblem(413, "at most 10485760 bytes, found 10485761", tooLong);
      assertProblem(413, "at most 10485760 bytes, found more", inChunks);
      assertTrue(rollout.body().contains("\"versions\":{\"active\":\"0\"}"), rollout.body());
      assertTrue(
          metrics
              .body()
              .contains("tocsin_inference_serving_info{role=\"active\",version=\"0\"} 1.0"));
      assertEquals(200, service.get("/q/health/live").statusCode());
    }
  }

  @Test
  void tellsOnHealthAndMetricsWhatMustNotServeWhileTheOldVersionGoesOn() throws Exception {
    // Given, from before its start, an adapter that cannot be read, poison, and one cut in half
    Store store = new Store(folder);
    cluster.raw(Topics.ROLLOUTS, "{");
    cluster.raw(Topics.ADAPTERS, "{\"version\": 1}");
    Spoiling.half().of(store.make("half"));
    AdapterPublished half = store.store("half");
    cluster.publish(half);
    long inForce = cluster.roll(store.rollout("half", Optional.empty()));

    try (ServiceProcess service = service("refusing").awaitReady()) {
      // When a stale rollout comes, and one that names a version nobody published
      cluster.roll(store.rollout("0", Optional.of(inForce + 1000)));
      await().atMost(PATIENCE).until(() -> metric(service, "rollouts_stale_total") == 1);
      cluster.roll(store.rollout("nobody", Optional.of(inForce)));
      await().atMost(PATIENCE).until(() -> health(service).contains("pending nobody"));

      // Then version 0 answers, and the reasons are told
      String health = health(service);
      assertTrue(health.contains("\"version\": \"0\""), health);
      assertTrue(health.contains("refused half") && health.contains("OUT_OF_FILE"), health);
      assertTrue(health.contains("unreadable rollouts-0-0"), health);
      assertTrue(health.contains("unreadable adapters-0-0"), health);
      assertEquals(1, metric(service, "adapters_refused_total"));
      assertEquals(2, metric(service, "broadcast_records_unreadable_total"));
      assertEquals(200, service.post("/classify", "text/plain", "Flood").statusCode());
    }
  }

  private static void assertProblem(int status, String detail, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
    assertTrue(answer.body().contains(detail), answer.body());
  }

  private static String health(ServiceProcess service) throws Exception {
    return service.get("/q/health/ready").body();
  }

  private static double metric(ServiceProcess service, String name) throws Exception {
    return service
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("tocsin_inference_" + name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private ServiceProcess service(String replica) throws Exception {
    return ServiceProcess.start(cluster, replica, folder);
  }
}
