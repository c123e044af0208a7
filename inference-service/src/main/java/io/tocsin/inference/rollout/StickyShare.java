package io.tocsin.inference.rollout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Chooses a share of the tweets by their ids: the same ones on every replica and after every
 * restart, and, when the share grows, all those it had chosen before.
 *
 * <p>A tweet is chosen if the first 8 bytes of the SHA-256 of its id in UTF-8, as an unsigned
 * number, lie below share · 2⁶⁴; of these, the 53 bits are looked at that a double can hold.
 */
final class StickyShare {
  private static final int DOUBLE_BITS = 53;
  private static final double UNIT = 0x1p-53;

  private StickyShare() {}

  static boolean isChosen(String tweetId, double share) {
    return position(tweetId) < share;
  }

  /** Returns a tweet's place in [0, 1). */
  private static double position(String tweetId) {
    byte[] hash = sha256().digest(tweetId.getBytes(StandardCharsets.UTF_8));
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
