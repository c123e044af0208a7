package io.tocsin.monitor.retrain;

import io.tocsin.contracts.retrain.RetrainReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Something that a retrain may be asked for.
 *
 * @param kind as requests have it
 * @param occasion what it is about: a second request for the same would be one too many
 * @param reason if it is so now
 * @param figures found and wanted
 */
record Cause(String kind, String occasion, Optional<RetrainReason> reason, String figures) {
  private static final int DIGITS = 12;

  /** Returns the request's id, the same whoever asks and however often. */
  String requestId() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((kind + "/" + occasion).getBytes(StandardCharsets.UTF_8));
      return "retrain-%s-%s".formatted(kind, HexFormat.of().formatHex(digest).substring(0, DIGITS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
