package io.tocsin.messaging.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adapters and rollouts to decide with. */
final class Examples {
  static final String BASE = "a".repeat(64);
  static final String OTHER_BASE = "b".repeat(64);
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Examples() {}

  static AdapterPublished adapter(String version, String base) {
    return new AdapterPublished(
        version,
        URI.create("file:///adapters/" + version),
        "c".repeat(64),
        base,
        version,
        new LabelSnapshot(EndOffsets.of(1), "d".repeat(64), 1),
        42,
        Recipe.DEFAULT.hyperparameters(),
        List.of("not", "disaster"),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Verdict.KeptBack("made for a test"),
        NOON);
  }

  static RolloutInForce inForce(long offset, String active) {
    return inForce(offset, active, Optional.empty(), Optional.empty());
  }

  static RolloutInForce inForce(
      long offset, String active, Optional<Canary> canary, Optional<String> shadow) {
    return new RolloutInForce(
        offset, new Rollout(BASE, active, canary, shadow, Optional.empty(), "ada", "better", NOON));
  }
}
