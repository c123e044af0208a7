package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a subject.
 *
 * @param examples of the window, or of the surge
 */
@Contract
record Followed(Subject subject, Level level, List<Example> examples, Optional<Surge> surge) {
  Followed {
    examples = List.copyOf(examples);
  }

  static Followed anew(Subject subject, long bucket, AlertSpans spans) {
    return new Followed(subject, Level.nothing(bucket, spans), List.of(), Optional.empty());
  }

  Followed with(Level newLevel) {
    return new Followed(subject, newLevel, examples, surge);
  }

  Followed with(List<Example> newExamples) {
    return new Followed(subject, level, newExamples, surge);
  }

  Followed without(String tweetId) {
    return with(examples.stream().filter(example -> !example.tweetId().equals(tweetId)).toList());
  }

  Followed with(Surge newSurge) {
    return new Followed(subject, level, examples, Optional.of(newSurge));
  }

  Followed calm() {
    return new Followed(subject, level, List.of(), Optional.empty());
  }
}
