package io.tocsin.contracts.cloudevent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.Json;
import io.tocsin.contracts.tweet.Tweet;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CloudEventTest {
  private static final Instant TIME = Instant.parse("2026-03-01T09:15:31Z");

  @Test
  void writesTheGoldenHeaders() {
    CloudEvent event =
        new CloudEvent(
            "1357924680", CloudEvent.typeOf(Tweet.class), URI.create("/ingest-service"), TIME);

    assertEquals(Json.goldenHeaders("cloud-event"), event.headers());
  }

  @Test
  void refusesAnEmptySource() {
    assertThrows(
        IllegalArgumentException.class, () -> new CloudEvent("1", "type", URI.create(""), TIME));
  }
}
