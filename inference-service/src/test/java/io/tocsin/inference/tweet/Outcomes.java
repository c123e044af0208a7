package io.tocsin.inference.tweet;

import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.ComputedBatch;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TweetText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Computed batches to test with. */
final class Outcomes {
  private static final Classification CLASSIFICATION =
      new Classification("not", 0.75, List.of(0.75, 0.25), List.of(1.0, 0.0), 3);

  private Outcomes() {}

  static Outcome.Answered answered(long offset) {
    return new Outcome.Answered(
        Examples.record(offset, "text"),
        "id-" + offset,
        new TweetText("text", "fire"),
        List.of(tag(Role.ACTIVE, "a")));
  }

  static Outcome.Tag tag(Role role, String version) {
    return new Outcome.Tag(role, version, Examples.CATEGORIES, CLASSIFICATION);
  }

  static ComputedBatch batch(long epoch, long from, long to) {
    return batch(epoch, LongStream.range(from, to).<Outcome>mapToObj(Outcomes::answered).toList());
  }

  static ComputedBatch batch(long epoch, List<Outcome> outcomes) {
    return new ComputedBatch(epoch, Optional.of(8L), outcomes, Instant.EPOCH);
  }
}
