package io.tocsin.trainer.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.rollout.Takeover;
import io.tocsin.messaging.trace.RecordTraces;
import io.tocsin.store.DirectoryStore;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.progress.Telemetry;
import io.tocsin.trainer.progress.TrainingMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Trainers on the embedded base and a real broker.
 *
 * @param base of all of them
 * @param cluster with labels
 * @param ends of the labels
 * @param directory for everything
 */
record TrainerBench(LoadedBase base, Cluster cluster, EndOffsets ends, Path directory)
    implements AutoCloseable {
  static final int LABELS = 60;
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STORE_PATIENCE = Duration.ofMillis(300);

  static TrainerBench start(Path directory) throws IOException {
    LoadedBase base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32);
    Cluster cluster = new Cluster(directory.resolve("kafka"));
    return new TrainerBench(base, cluster, cluster.write(Samples.labels(LABELS)), directory);
  }

  Trainer trainer(String replica) {
    return trainer(replica, InstantSource.system());
  }

  Trainer trainer(String replica, InstantSource clock) {
    return new Trainer(
        cluster.clients(),
        new Workshop(base, "tiny-llama3", Categories.DISASTER, store(), STORE_PATIENCE, work()),
        Takeover.SWITCH,
        replica,
        new Telemetry(
            new TrainingMeter(new SimpleMeterRegistry(), InstantSource.system()),
            RecordTraces.off()),
        clock);
  }

  DirectoryStore store() {
    return new DirectoryStore(directory.resolve("store"));
  }

  Path work() {
    return directory.resolve("work");
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  /** Waits until a request is done. */
  void await(RequestPosition position) {
    Awaitility.await().atMost(PATIENCE).until(() -> cluster.isCommitted(position));
  }

  /** Returns an adapter, which must have been published once. */
  AdapterPublished published(String version) {
    List<AdapterPublished> found =
        cluster.read(Topics.ADAPTERS, AdapterPublished.class).stream()
            .filter(adapter -> adapter.version().equals(version))
            .toList();
    assertEquals(1, found.size());
    return found.getFirst();
  }

  /** Returns what was told of a request. */
  List<TrainingProgress> told(String requestId) {
    return cluster.read(Topics.TRAINING_PROGRESS, TrainingProgress.class).stream()
        .filter(progress -> progress.requestId().equals(requestId))
        .toList();
  }

  /** Returns the states of a request in their order. */
  List<TrainingState> states(String requestId) {
    return told(requestId).stream().map(TrainingProgress::state).toList();
  }

  @Override
  public void close() {
    cluster.close();
    base.close();
  }
}
