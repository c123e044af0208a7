package io.tocsin.contracts.label;

import java.time.Instant;
import java.util.Optional;

/** Labels to test with. */
public final class LabelExamples {
  public static final Label FIRE =
      new Label(
          "1357924680",
          "Forest fire near La Ronge, Sask. Canada",
          Optional.of("forest%20fire"),
          "disaster",
          "ada",
          LabelReason.ACTIVE_LEARNING,
          Instant.parse("2026-03-01T09:20:00Z"));

  private LabelExamples() {}
}
