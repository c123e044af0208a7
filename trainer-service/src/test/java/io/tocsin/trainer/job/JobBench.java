package io.tocsin.trainer.job;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.DirectoryStore;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.label.UnreadableLabel;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Jobs on the embedded base, without Kafka.
 *
 * @param base of all of them
 */
record JobBench(LoadedBase base) implements AutoCloseable {
  static final int LABELS = 60;
  static final EndOffsets ENDS = EndOffsets.of(LABELS);
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(30);

  static JobBench open() throws IOException {
    return new JobBench(LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32));
  }

  Outcome run(Path directory, String id, JobTopics topics) {
    return job(directory, Samples.request(id, ENDS, 1), topics, _ -> {}, new Cancellation()).run();
  }

  TrainingJob job(
      Path directory,
      RetrainRequested request,
      JobTopics topics,
      Consumer<TrainingState> listener,
      Cancellation cancellation) {
    return new TrainingJob(
        workshop(directory, store(directory)), topics, request, listener, cancellation);
  }

  Workshop workshop(Path directory, AdapterStore store) {
    return new Workshop(
        base, "tiny-llama3", Categories.DISASTER, store, STORE_PATIENCE, directory.resolve("work"));
  }

  static DirectoryStore store(Path directory) {
    return new DirectoryStore(directory.resolve("store"));
  }

  static FakeTopics topics() throws IOException {
    return new FakeTopics(labels(), FakeTopics.NOTHING);
  }

  static FoldedLabels labels() throws IOException {
    return new FoldedLabels(Samples.labels(LABELS), List.of());
  }

  static UnreadableLabel unreadable(long offset) {
    return new UnreadableLabel(
        new ConsumerRecord<>("labels", 0, offset, new byte[0], new byte[0]), "not JSON");
  }

  /** Returns the state in which an adapter was published as version champion and is in force. */
  Published inForce(Outcome.Finished finished) {
    AdapterPublished adapter =
        new AdapterPublished(
            "champion",
            finished.stored().uri(),
            finished.stored().digest().hex(),
            base.fingerprint().hex(),
            "champion",
            finished.snapshot(),
            42,
            Samples.request("champion", ENDS, 1).hyperparameters(),
            Categories.DISASTER.names(),
            finished.judgement().comparison(),
            finished.judgement().heldOut().histograms(),
            finished.judgement().heldOut().keywords(),
            finished.judgement().verdict(),
            Samples.NOW);
    Rollout rollout =
        new Rollout(
            base.fingerprint().hex(),
            "champion",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "tests",
            "to be compared with",
            Samples.NOW);
    return new Published(Map.of("champion", adapter), Optional.of(new RolloutInForce(5, rollout)));
  }

  @Override
  public void close() {
    base.close();
  }
}
