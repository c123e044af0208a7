package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
  @Test
  void allowAsMuchAsATopicTakes() {
    assertEquals(982_016, new Limits(982_016, 1, 1, Duration.ofSeconds(3)).messageBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, PT3S, 'tocsin.max-message-bytes: expected 1 to 982016, found 0'",
    "982017, 1, PT3S, 'tocsin.max-message-bytes: expected 1 to 982016, found 982017'",
    "1, 0, PT3S, 'tocsin.max-unacknowledged: expected at least 1, found 0'",
    "1, 1, PT2S, 'tocsin.delivery-timeout: expected at least PT3S, found PT2S'",
  })
  void areRefusedByTheNameTheyAreSetBy(
      int messageBytes, int unacknowledged, Duration delivery, String reason) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Limits(messageBytes, unacknowledged, 1, delivery));

    assertEquals(reason, e.getMessage());
  }
}
