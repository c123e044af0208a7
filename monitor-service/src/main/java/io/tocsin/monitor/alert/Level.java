package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Required;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How often a subject is met: in the buckets of the window one by one, and before them in all,
 * older ones weighing less.
 *
 * @param bucket the newest of the window
 * @param counts of the window's buckets, the oldest first
 * @param learned the weighed sum of those that have left the window
 */
@Contract
record Level(@Required long bucket, List<Integer> counts, @Required double learned) {
  Level {
    counts = List.copyOf(counts);
  }

  static Level nothing(long bucket, AlertSpans spans) {
    return new Level(bucket, Collections.nCopies(spans.buckets(), 0), 0);
  }

  long count() {
    return counts.stream().mapToLong(Integer::longValue).sum();
  }

  /**
   * Returns the level when a bucket has begun; the same if it had already.
   *
   * @param most so much at most is learned of each bucket that leaves the window
   */
  Level at(long newBucket, AlertSpans spans, double most) {
    long steps = newBucket - bucket;
    if (steps <= 0) {
      return this;
    }
    int leaving = (int) Math.min(steps, counts.size());
    double sum = learned;
    for (int count : counts.subList(0, leaving)) {
      sum = sum * spans.weight(1) + Math.min(count, most);
    }
    List<Integer> left = new ArrayList<>(counts.subList(leaving, counts.size()));
    left.addAll(Collections.nCopies(leaving, 0));
    return new Level(newBucket, left, sum * spans.weight(steps - leaving));
  }

  /** Returns the level with one more, which may come late. */
  Level plusOne(long itsBucket, AlertSpans spans) {
    int index = (int) Math.max(-1, counts.size() - 1 - Math.max(0, bucket - itsBucket));
    if (index < 0) {
      long learnedAgo = bucket - counts.size() - itsBucket;
      return new Level(bucket, counts, learned + spans.weight(learnedAgo));
    }
    List<Integer> more = new ArrayList<>(counts);
    more.set(index, more.get(index) + 1);
    return new Level(bucket, more, learned);
  }
}
