package io.tocsin.contracts.rollout;

import io.tocsin.contracts.adapter.AdapterExamples;
import java.time.Instant;
import java.util.Optional;

/** Rollouts to test with. */
public final class RolloutExamples {
  static final String ACTIVE = "2026-02-01T08-00-00Z-77aa01bc";
  static final String SHADOW = "2026-03-02T11-00-00Z-0badcafe";

  public static final Rollout WITH_CANARY_AND_SHADOW =
      rollout(Optional.of(new Canary(AdapterExamples.VERSION, 0.1)), Optional.of(SHADOW));

  private RolloutExamples() {}

  static Rollout rollout(Optional<Canary> canary, Optional<String> shadow) {
    return new Rollout(
        AdapterExamples.BASE,
        ACTIVE,
        canary,
        shadow,
        Optional.of(7L),
        "ada",
        "try the new adapter on a tenth of the stream",
        Instant.parse("2026-03-01T10:30:00Z"));
  }
}
