package io.tocsin.monitor.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.classification.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a tweet; never its text.
 *
 * @param answers one for each version and role
 * @param label the last one, if there is one
 */
@Contract
public record TaggedTweet(List<Answer> answers, Optional<GivenLabel> label) {
  /** Nothing. */
  public static final TaggedTweet UNKNOWN = new TaggedTweet(List.of(), Optional.empty());

  public TaggedTweet {
    answers = List.copyOf(answers);
  }

  TaggedTweet with(Answer answer) {
    Stream<Answer> others =
        answers.stream().filter(other -> !other.isOf(answer.version(), answer.role()));
    return new TaggedTweet(Stream.concat(others, Stream.of(answer)).toList(), label);
  }

  TaggedTweet with(Optional<GivenLabel> newLabel) {
    return new TaggedTweet(answers, newLabel);
  }

  /** Returns what the stream was last told, by the active version or the canary. */
  public Optional<Answer> answer() {
    return last(answers.stream().filter(answer -> answer.role() != Role.SHADOW));
  }

  /** Returns what was last said beside that. */
  public Optional<Answer> shadow() {
    return last(answers.stream().filter(answer -> answer.role() == Role.SHADOW));
  }

  /**
   * Returns when it was last classified, or else labelled; never for one of which nothing is known.
   */
  Optional<Instant> time() {
    return last(answers.stream()).map(Answer::at).or(() -> label.map(GivenLabel::at));
  }

  private static Optional<Answer> last(Stream<Answer> some) {
    return some.reduce((one, other) -> other.at().isBefore(one.at()) ? one : other);
  }
}
