package io.tocsin.trainer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged process, from outside. */
final class TrainerProcessIT {
  /** Returns how many jobs ended with an adapter. */
  private static double jobs(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("tocsin_training_job_seconds_count"))
        .filter(line -> line.contains("\"promoted\"") || line.contains("\"kept_back\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  @Test
  void goesOnAfterAKillAndPublishesOnceWhatItWouldHaveAnyway() throws Exception {
    try (Cluster cluster = new Cluster(directory.resolve("kafka"))) {
      RetrainRequested request = Samples.request("r1", cluster.write(Samples.labels(60)), 4);
      String undisturbed = undisturbed(cluster, request);
      killAfterAnEpoch(cluster, request);
      assertEquals(List.of(), cluster.read(Topics.ADAPTERS, AdapterPublished.class));

      try (ServiceProcess next = start(cluster)) {
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> !cluster.read(Topics.ADAPTERS, AdapterPublished.class).isEmpty());
        Awaitility.await().atMost(PATIENCE).until(() -> next.get("/training").contains("null"));
        assertTrue(next.logged().contains("request r1 resumes from its checkpoint"));
        assertEquals(1.0, jobs(next.get("/q/metrics")));
        assertTrue(next.terminate());
      }

      List<AdapterPublished> published = cluster.read(Topics.ADAPTERS, AdapterPublished.class);
      assertEquals(List.of(undisturbed), published.stream().map(AdapterPublished::sha256).toList());
      assertFalse(Files.exists(directory.resolve("work/r1")));
    }
  }

  private void killAfterAnEpoch(Cluster cluster, RetrainRequested request) throws Exception {
    try (ServiceProcess first = start(cluster)) {
      assertEquals(200, first.status("/q/health/live"));
      cluster.write(request);
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Files.exists(directory.resolve("work/r1/checkpoint.safetensors")));
      String training = first.get("/training");
      first.kill();
      assertTrue(training.contains("\"requestId\":\"r1\""), training);
    }
  }

  private ServiceProcess start(Cluster cluster) throws IOException {
    return ServiceProcess.start(cluster.bootstrapServers(), directory, Samples.BASE);
  }

  /** Returns the digest of what the request comes to without any process or kill. */
  private String undisturbed(Cluster cluster, RetrainRequested request) throws IOException {
    try (LoadedBase base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32)) {
      Workshop workshop =
          new Workshop(
              base,
              "tiny-llama3",
              Categories.DISASTER,
              new DirectoryStore(directory.resolve("other/adapters")),
              directory.resolve("other/work"));
      KafkaTopics topics =
          new KafkaTopics(cluster.clients(), Categories.DISASTER, base.fingerprint().hex());
      Outcome outcome =
          new TrainingJob(workshop, topics, request, _ -> {}, new Cancellation()).run();
      return assertInstanceOf(Outcome.Finished.class, outcome).stored().digest().hex();
    }
  }
}
