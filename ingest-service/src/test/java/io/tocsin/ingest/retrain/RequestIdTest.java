package io.tocsin.ingest.retrain;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RequestIdTest {
  private static final Instant TIME = Instant.parse("2026-11-23T10:15:00Z");

  @Test
  void beginsWithTheTimeAndMayNameAFile() {
    String id = RequestId.at(TIME);

    assertTrue(id.matches("retrain-20261123-101500-[0-9a-f]{6}"), id);
  }

  @Test
  void differsWithinASecond() {
    assertNotEquals(RequestId.at(TIME), RequestId.at(TIME));
  }
}
