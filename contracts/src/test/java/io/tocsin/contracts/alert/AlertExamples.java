package io.tocsin.contracts.alert;

import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.List;

/** Alerts to test with. */
public final class AlertExamples {
  public static final Alert STARTED = earthquake(AlertState.STARTED, 31, "10:27:00", "10:37:00");
  public static final Alert ENDED = earthquake(AlertState.ENDED, 2, "11:40:00", "11:50:00");

  private AlertExamples() {}

  private static Alert earthquake(AlertState state, long tweets, String start, String end) {
    return new Alert(
        "6e0b2f5c-7c0f-3c43-9b55-0d5b0a4b2c11",
        TermKind.HASHTAG,
        "earthquake",
        "disaster",
        state,
        Instant.parse("2026-03-01T10:36:40Z"),
        new Window(time(start), time(end)),
        tweets,
        state == AlertState.ENDED ? 412 : tweets,
        3.5,
        List.of("1357924680", "1357924777"));
  }

  private static Instant time(String ofDay) {
    return Instant.parse("2026-03-01T" + ofDay + "Z");
  }
}
