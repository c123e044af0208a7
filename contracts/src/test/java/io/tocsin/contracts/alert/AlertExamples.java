package io.tocsin.contracts.alert;

import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.List;

/** Alerts to test with. */
public final class AlertExamples {
  public static final Alert EARTHQUAKE = alert(412, 3.5);

  private AlertExamples() {}

  static Alert alert(long tweets, double expected) {
    return new Alert(
        "earthquake",
        "disaster",
        new Window(Instant.parse("2026-03-01T10:30:00Z"), Instant.parse("2026-03-01T10:35:00Z")),
        tweets,
        expected,
        List.of("1357924680", "1357924777"));
  }
}
