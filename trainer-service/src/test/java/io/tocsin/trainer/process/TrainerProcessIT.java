package io.tocsin.trainer.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.store.DirectoryStore;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.Outcome;
import io.tocsin.trainer.job.TrainingJob;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.request.Cluster;
import io.tocsin.trainer.request.KafkaTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, from outside; first what leaves no adapter in force behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TrainerProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int EPOCHS = 4;

  /** 128 KiB: a checkpoint of these requests has more. */
  private static final int BLOCKS = 256;

  @TempDir private static Path directory;
  private static Cluster cluster;
  private static EndOffsets labels;
  private static String undisturbed;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(directory.resolve("kafka"));
    labels = cluster.write(Samples.labels(60));
    undisturbed = undisturbed(Samples.request("undisturbed", labels, EPOCHS));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Order(2)
  void publishesOnceWhatItWouldHaveAnywayWhereverItIsKilled() throws Exception {
    try (Bucket bucket = Bucket.start()) {
      cluster.write(Samples.request("r1", labels, EPOCHS));

      killWithinAnEpoch(bucket);
      killDuringTheUpload(bucket);
      killBetweenSavingAndPublishing(bucket);

      try (ServiceProcess next = start(bucket)) {
        patiently().until(() -> !published().isEmpty());
        patiently().until(() -> next.get("/training").contains("null"));
        assertTrue(next.logged().contains("request r1 resumes from its checkpoint"));
        assertEquals(1.0, jobs(next.get("/q/metrics")));
        assertTrue(next.terminate());
      }
      assertEquals(
          List.of(undisturbed), published().stream().map(AdapterPublished::sha256).toList());
      assertFalse(Files.exists(directory.resolve("work/r1")));
    }
  }

  /** Within the first epochs or after the last: it comes no further, however late it is killed. */
  private static void killWithinAnEpoch(Bucket bucket) throws Exception {
    bucket.line().hangBeforeWriting("adapter_config.json");
    try (ServiceProcess first = start(bucket)) {
      assertEquals(200, first.status("/q/health/live"));
      patiently().until(() -> Files.exists(directory.resolve("work/r1/checkpoint.safetensors")));
      String training = first.get("/training");
      first.kill();
      assertTrue(training.contains("\"requestId\":\"r1\""), training);
    }
    bucket.line().mend();
    assertEquals(List.of(), bucket.names("r1"));
    assertEquals(List.of(), published());
  }

  private static void killDuringTheUpload(Bucket bucket) throws Exception {
    bucket.line().hangBeforeWriting("labels.jsonl");
    try (ServiceProcess next = start(bucket)) {
      patiently().until(bucket.line()::hangs);
      next.kill();
    }
    bucket.line().mend();
    assertEquals(List.of("adapter_config.json", "adapter_model.safetensors"), bucket.names("r1"));
    assertEquals(List.of(), published());
  }

  private static void killBetweenSavingAndPublishing(Bucket bucket) throws Exception {
    bucket.line().hangAfterWriting("manifest");
    try (ServiceProcess next = start(bucket)) {
      patiently().until(bucket.line()::hangs);
      next.kill();
    }
    bucket.line().mend();
    assertTrue(bucket.names("r1").contains("manifest"));
    assertEquals(List.of(), published());
  }

  @Test
  @Order(1)
  void failsAndLivesOnWhereTheDiscIsFull() throws Exception {
    Path adapters = directory.resolve("adapters");
    try (ServiceProcess full =
        ServiceProcess.startOnAFullDisc(
            cluster.bootstrapServers(), directory, adapters.toString(), BLOCKS)) {
      cluster.write(Samples.request("full", labels, EPOCHS));

      patiently().until(() -> state("full") instanceof TrainingState.Failed);

      assertTrue(state("full").toString().contains("File too large"), state("full")::toString);
      assertEquals(200, full.status("/q/health/live"));
      assertEquals(200, full.status("/q/health/ready"));
      assertTrue(full.terminate());
    }
    assertFalse(Files.exists(adapters.resolve("full")));
    assertFalse(published().stream().anyMatch(adapter -> adapter.version().equals("full")));
  }

  private static ServiceProcess start(Bucket bucket) throws IOException {
    return ServiceProcess.start(cluster.bootstrapServers(), directory, bucket.location());
  }

  private static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5));
  }

  private static List<AdapterPublished> published() {
    return cluster.read(Topics.ADAPTERS, AdapterPublished.class);
  }

  private static TrainingState state(String requestId) {
    return cluster.read(Topics.TRAINING_PROGRESS, TrainingProgress.class).stream()
        .filter(progress -> progress.requestId().equals(requestId))
        .map(TrainingProgress::state)
        .reduce((_, later) -> later)
        .orElse(new TrainingState.Accepted());
  }

  /** Returns how many jobs ended with an adapter. */
  private static double jobs(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("tocsin_training_job_seconds_count"))
        .filter(line -> line.contains("\"promoted\"") || line.contains("\"kept_back\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Returns the digest of what a request comes to without any process or kill. */
  private static String undisturbed(RetrainRequested request) throws IOException {
    try (LoadedBase base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32)) {
      Workshop workshop =
          new Workshop(
              base,
              "tiny-llama3",
              Categories.DISASTER,
              new DirectoryStore(directory.resolve("other/adapters")),
              Duration.ZERO,
              directory.resolve("other/work"));
      KafkaTopics topics =
          new KafkaTopics(cluster.clients(), Categories.DISASTER, base.fingerprint().hex());
      Outcome outcome =
          new TrainingJob(workshop, topics, request, _ -> {}, new Cancellation()).run();
      return assertInstanceOf(Outcome.Finished.class, outcome).stored().digest().hex();
    }
  }
}
