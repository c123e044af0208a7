package io.tocsin.cli.client;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages as services write them. */
public final class Messages {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String DIGEST = "ab".repeat(32);

  private Messages() {}

  public static Classification tag(String tweetId, String category, int partition, long offset) {
    return new Classification(
        tweetId,
        category,
        0.9,
        Map.of("other", -1.0, category, 1.0),
        Role.ACTIVE,
        "v1",
        DIGEST,
        Optional.of(3L),
        partition,
        offset,
        7,
        30,
        Optional.empty(),
        NOON,
        NOON.plusMillis(35));
  }

  public static RetrainRequested request(String id) {
    return new RetrainRequested(
        id,
        new RetrainReason.Operator("me", "a test"),
        Recipe.DEFAULT.hyperparameters(),
        42,
        EndOffsets.of(5),
        NOON);
  }

  public static TrainingProgress progress(String requestId, TrainingState state) {
    return new TrainingProgress(requestId, "trainer-1", NOON, state);
  }

  public static AdapterPublished adapter(String version, Verdict verdict) {
    Metrics before = new Metrics(100, 0.5, 0.4, 0.4, 0.4, 0.2, 0.7);
    Metrics after = new Metrics(100, 0.8, 0.75, 0.7, 0.8, 0.1, 0.4);
    return new AdapterPublished(
        version,
        URI.create("file:///adapters/" + version),
        DIGEST,
        DIGEST,
        version,
        new LabelSnapshot(EndOffsets.of(5), DIGEST, 1234),
        42,
        Recipe.DEFAULT.hyperparameters(),
        List.of("not", "disaster"),
        Optional.of(new Comparison("0", before, after)),
        Map.of(),
        Optional.empty(),
        verdict,
        NOON);
  }
}
