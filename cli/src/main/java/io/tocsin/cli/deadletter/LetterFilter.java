package io.tocsin.cli.deadletter;

import io.tocsin.cli.option.PointInTime;
import io.tocsin.cli.option.UsageError;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which dead letters. */
final class LetterFilter {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Only records of this topic, such as tweets.")
  private Optional<String> topic;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = PointInTime.class,
      description = "Only those refused from then on: " + PointInTime.FORMAT + ".")
  private Optional<Instant> since;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those whose reason contains this, in upper or lower case.")
  private Optional<String> reason;

  /** Refuses a topic that has no dead letters. */
  void check() {
    UsageError.unless(
        command,
        topic.map(LetterFilter::source).map(LetterBox.sources()::contains).orElse(true),
        "--topic: expected one of %s, found %s"
            .formatted(LetterBox.sources(), topic.orElse("none")));
  }

  /** Returns whether anything was demanded. */
  boolean isAny() {
    return topic.isPresent() || since.isPresent() || reason.isPresent();
  }

  boolean matches(Letter letter) {
    return topic.map(LetterFilter::source).map(letter.topic()::equals).orElse(true)
        && since.map(time -> !letter.at().isBefore(time)).orElse(true)
        && reason.map(part -> lower(letter.reason()).contains(lower(part))).orElse(true);
  }

  private static String source(String topic) {
    return topic.endsWith(LetterBox.SUFFIX)
        ? topic.substring(0, topic.length() - LetterBox.SUFFIX.length())
        : topic;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
