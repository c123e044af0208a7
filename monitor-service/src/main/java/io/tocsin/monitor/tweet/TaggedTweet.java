package io.tocsin.monitor.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.classification.Classification;
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
 * @param removedAt when it was last deleted, or its label taken back
 */
@Contract
public record TaggedTweet(
    List<Answer> answers, Optional<GivenLabel> label, @IsoTime Optional<Instant> removedAt) {
  /** Nothing. */
  public static final TaggedTweet UNKNOWN =
      new TaggedTweet(List.of(), Optional.empty(), Optional.empty());

  public TaggedTweet {
    answers = List.copyOf(answers);
  }

  TaggedTweet with(Answer answer) {
    Stream<Answer> others =
        answers.stream().filter(other -> !other.isOf(answer.version(), answer.role()));
    return new TaggedTweet(Stream.concat(others, Stream.of(answer)).toList(), label, removedAt);
  }

  TaggedTweet with(Optional<GivenLabel> newLabel) {
    return new TaggedTweet(answers, newLabel, removedAt);
  }

  TaggedTweet removed(Instant at) {
    return new TaggedTweet(answers, Optional.empty(), Optional.of(at));
  }

  /**
   * Returns whether what a tag is about is gone; a tweet of the same id that was written later is
   * another. In doubt it is gone: a batch of inference gives its tags and deletions one time,
   * topics have no order among each other, and a source's clock may be ahead.
   */
  public boolean isGone(Classification tag) {
    Instant received = tag.receivedAt();
    Instant classified = tag.classifiedAt();
    Instant written = received.isBefore(classified) ? received : classified;
    return removedAt.filter(at -> !at.isBefore(written)).isPresent();
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
   * Returns when it was last classified, or else labelled, or else removed; never for one of which
   * nothing is known.
   */
  Optional<Instant> time() {
    return last(answers.stream())
        .map(Answer::at)
        .or(() -> label.map(GivenLabel::at))
        .or(() -> removedAt);
  }

  private static Optional<Answer> last(Stream<Answer> some) {
    return some.reduce((one, other) -> other.at().isBefore(one.at()) ? one : other);
  }
}
