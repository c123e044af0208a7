package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.message.Utf8;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Where the records of a partition's letters stand, by the ids of their tweets: 20 bytes for each
 * id, however long it is, so that millions of letters find room. Ids are told apart by 60 bits of
 * MD5: among 13 million, one that is asked for is taken for another once in 10^10 times.
 */
final class LetterPlaces {
  private static final int IDS_OF_A_CHUNK = 4096;

  private final String sourceTopic;
  private final Deque<Chunk> chunks = new ArrayDeque<>();

  /** Ids in the order of their letters. */
  private static final class Chunk {
    private final long[] fingerprints = new long[IDS_OF_A_CHUNK];
    private final long[] offsets = new long[IDS_OF_A_CHUNK];
    private final int[] partitions = new int[IDS_OF_A_CHUNK];
    private int ids;
    private long lastLetter;
  }

  /**
   * Begins with no letter.
   *
   * @param sourceTopic whose records the letters are of
   */
  LetterPlaces(String sourceTopic) {
    this.sourceTopic = sourceTopic;
  }

  /**
   * Takes an id of a letter.
   *
   * @param letterOffset of the letter itself, none smaller than those before
   * @param source where its record stands
   */
  void add(long letterOffset, RecordPosition source, String tweetId) {
    if (chunks.isEmpty() || chunks.getLast().ids == IDS_OF_A_CHUNK) {
      chunks.add(new Chunk());
    }
    Chunk chunk = chunks.getLast();
    chunk.fingerprints[chunk.ids] = fingerprint(tweetId);
    chunk.offsets[chunk.ids] = source.offset();
    chunk.partitions[chunk.ids] = source.partition();
    chunk.ids++;
    chunk.lastLetter = letterOffset;
  }

  /** Forgets letters that are no longer there: a chunk once all of its letters are gone. */
  void forgetBefore(long letterOffset) {
    while (!chunks.isEmpty() && chunks.getFirst().lastLetter < letterOffset) {
      chunks.removeFirst();
    }
  }

  /** Returns where the records stand whose letters speak of a tweet. */
  Set<RecordPosition> of(String tweetId) {
    long wanted = fingerprint(tweetId);
    Set<RecordPosition> found = new HashSet<>();
    for (Chunk chunk : chunks) {
      for (int i = 0; i < chunk.ids; i++) {
        if (chunk.fingerprints[i] == wanted) {
          found.add(new RecordPosition(sourceTopic, chunk.partitions[i], chunk.offsets[i]));
        }
      }
    }
    return found;
  }

  /** Half of the MD5 digest, less the four bits that tell a UUID's version. */
  private static long fingerprint(String tweetId) {
    return UUID.nameUUIDFromBytes(Utf8.bytes(tweetId)).getMostSignificantBits();
  }
}
