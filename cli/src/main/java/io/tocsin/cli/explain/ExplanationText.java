package io.tocsin.cli.explain;

import io.tocsin.cli.deadletter.Letter;
import io.tocsin.cli.output.Printable;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found of a tweet, for people. */
final class ExplanationText {
  private final Explanation found;
  private final StringBuilder text = new StringBuilder();

  private ExplanationText(Explanation found) {
    this.found = found;
  }

  static String of(Explanation found) {
    ExplanationText text = new ExplanationText(found);
    if (found.isKnown()) {
      text.known();
    } else {
      text.unknown();
    }
    text.text.append('\n');
    found.searched().forEach(range -> text.line("searched", range.text()));
    return text.text.toString().stripTrailing();
  }

  private void known() {
    found.records().forEach(this::sent);
    found.agedOut().forEach(this::agedOut);
    found.tags().forEach(this::tag);
    if (found.tags().isEmpty()) {
      line("tags", "none");
    }
    found.labels().forEach(this::labelled);
    found.deadLetters().forEach(this::letter);
    found.rollouts().forEach(this::rollout);
    untrained();
    found.adapters().forEach(adapter -> text.append('\n').append(AdapterText.of(adapter)));
  }

  private void unknown() {
    line(
        "unknown",
        "no record, tag, label or dead letter names tweet " + Printable.line(found.id()));
    line("", "if there ever was one, it aged out: tocsin topics tells how long records are kept");
  }

  private void agedOut(RecordPosition place) {
    line("tweet", "its text is gone: topic tweets no longer keeps " + place);
  }

  private void letter(Letter letter) {
    line(
        "dead letter",
        "%s at %s by %s: %s"
            .formatted(
                letter.name(),
                time(letter.at()),
                Printable.line(letter.reader().orElse("?")),
                Printable.line(letter.reason())));
  }

  private void sent(Explanation.Sent sent) {
    String when = "%s at %s".formatted(sent.place(), time(sent.at()));
    line("tweet", sent.tweet().isPresent() ? when : when + ": deleted");
    sent.tweet().ifPresent(this::words);
  }

  private void words(Tweet tweet) {
    line("", Printable.line(tweet.text()));
    String rest =
        Stream.of(
                tweet.keyword().map(word -> "keyword " + word),
                tweet.source().map(source -> "from " + source),
                tweet.location().map(place -> "at " + place),
                tweet.language().map(tag -> "language " + tag),
                tweet.writtenAt().map(at -> "written " + at))
            .flatMap(Optional::stream)
            .map(Printable::line)
            .collect(Collectors.joining(", "));
    if (!rest.isEmpty()) {
      line("", rest);
    }
  }

  private void tag(Classification tag) {
    line(
        "tag",
        String.format(
            Locale.ROOT,
            "%s %.3f by %s as %s, %s, of %s at %s",
            Printable.line(tag.category()),
            tag.probability(),
            Printable.line(tag.adapterVersion()),
            tag.role().name().toLowerCase(Locale.ROOT),
            tag.rolloutOffset().map(offset -> "rollout " + offset).orElse("no rollout"),
            Tag.source(tag),
            time(tag.classifiedAt())));
  }

  private void labelled(Explanation.Labelled labelled) {
    String what =
        labelled.label().map(ExplanationText::label).orElse("taken back, or not readable");
    line("label", "%s at %s: %s".formatted(labelled.place(), time(labelled.at()), what));
  }

  private static String label(Label label) {
    return "%s by %s (%s)"
        .formatted(
            Printable.line(label.category()),
            Printable.line(label.givenBy()),
            label.reason().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private void rollout(RolloutInForce named) {
    line(
        "rollout",
        "%d at %s by %s: %s answers; %s"
            .formatted(
                named.offset(),
                time(named.rollout().decidedAt()),
                Printable.line(named.rollout().decidedBy()),
                named.rollout().active(),
                Printable.line(named.rollout().why())));
  }

  private void untrained() {
    boolean any =
        found.tags().stream().anyMatch(tag -> tag.adapterVersion().equals(UntrainedHead.VERSION));
    if (any) {
      line("adapter", "0, the untrained head: seeded from the base, made from no label");
    }
  }

  private void line(String name, String value) {
    text.append("%-12s%s%n".formatted(name, value));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
