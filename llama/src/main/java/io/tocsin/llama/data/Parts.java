package io.tocsin.llama.data;

import java.nio.ByteBuffer;

/**
 * The part of every text there is: near-duplicates share one, and none ever moves to another,
 * whatever rows come later.
 */
public final class Parts {
  private static final int BUCKETS = 10;
  private static final int SELECT_BUCKET = 8;
  private static final int GATE_BUCKET = 9;

  private Parts() {}

  /**
   * Returns the part of a text: the first eight bytes of the SHA-256 of the UTF-8 bytes of its
   * {@link NormalizedText}, as a big-endian unsigned number, modulo 10. 0 to 7 is {@link
   * Part#TRAIN}, 8 {@link Part#SELECT}, 9 {@link Part#GATE}: 80, 10 and 10 of 100 texts. Half a
   * surrogate pair counts as the byte {@code '?'}.
   */
  public static Part of(String text) {
    long number = ByteBuffer.wrap(Sha256.of(NormalizedText.of(text).value())).getLong();
    return switch ((int) Long.remainderUnsigned(number, BUCKETS)) {
      case SELECT_BUCKET -> Part.SELECT;
      case GATE_BUCKET -> Part.GATE;
      default -> Part.TRAIN;
    };
  }
}
