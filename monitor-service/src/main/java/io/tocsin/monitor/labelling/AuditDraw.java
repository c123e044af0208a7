package io.tocsin.monitor.labelling;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A tweet's lot: a number in [0, 1) that depends on its id alone, and on nothing that any version
 * says of it. Tweets with low lots are a fair sample of all. The id is salted, for a canary answers
 * those with low numbers of another kind.
 */
final class AuditDraw {
  private static final String SALT = "audit:";
  private static final int DOUBLE_BITS = 53;
  private static final double UNIT = 0x1p-53;

  private AuditDraw() {}

  static double lot(String tweetId) {
    byte[] hash = sha256().digest((SALT + tweetId).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - DOUBLE_BITS)) * UNIT;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
