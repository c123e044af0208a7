package io.tocsin.ingest.retrain;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names of requests, such as {@code retrain-20261123-101500-3f9a1c}: the adapter that a request
 * brings bears its name, and lies in a folder of that name.
 */
final class RequestId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 3;

  private RequestId() {}

  /** Returns a new name that begins with the time, to the second. */
  static String at(Instant time) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return "retrain-%s-%s".formatted(TIME.format(time), HexFormat.of().formatHex(random));
  }
}
