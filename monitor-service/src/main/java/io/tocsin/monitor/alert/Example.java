package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A tweet to look at; never its text. */
@Contract
record Example(String tweetId, @Required double probability, @IsoTime Instant at) {
  private static final int MOST = 5;
  private static final Comparator<Example> LIKELIEST =
      Comparator.comparingDouble(Example::probability).reversed().thenComparing(Example::tweetId);

  /** Returns the likeliest of some and one more that are not older than a time. */
  static List<Example> likeliest(List<Example> some, Example another, Instant since) {
    return Stream.concat(some.stream(), Stream.of(another))
        .filter(example -> !example.at().isBefore(since))
        .sorted(LIKELIEST)
        .limit(MOST)
        .toList();
  }
}
