package io.tocsin.contracts.label;

import java.time.Instant;

/** Labels to test with. */
public final class LabelExamples {
  public static final Label FIRE =
      new Label(
          "1357924680",
          "Forest fire near La Ronge, Sask. Canada",
          "disaster",
          "ada",
          LabelReason.ACTIVE_LEARNING,
          Instant.parse("2026-03-01T09:20:00Z"));

  private LabelExamples() {}
}
