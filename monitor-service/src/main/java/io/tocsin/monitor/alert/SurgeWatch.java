package io.tocsin.monitor.alert;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells surges from the usual. What is learned of a bucket during a surge is no more than what
 * would still have been usual: a second surge is not hidden by the first, and a new level becomes
 * the usual one in the end.
 */
record SurgeWatch(AlertRules rules) {
  /** What came of a subject, and what is to be told of it. */
  record Step(Followed after, Optional<Alert> alert) {
    private static Step silent(Followed after) {
      return new Step(after, Optional.empty());
    }
  }

  /** Returns what comes of a subject that a tweet mentions. */
  Step meet(Followed before, Mention mention, AlertClock clock) {
    AlertSpans spans = rules.spans();
    Followed now = at(before, clock);
    Example example = new Example(mention.tweetId(), mention.probability(), mention.at());
    Instant since = now.surge().map(_ -> Instant.MIN).orElse(clock.now().minus(spans.window()));
    return judge(
        now.with(now.level().plusOne(spans.bucket(mention.at()), spans))
            .with(Example.likeliest(now.examples(), example, since)),
        clock);
  }

  /** Returns what comes of a subject when time has gone on. */
  Step pass(Followed before, AlertClock clock) {
    return judge(at(before, clock), clock);
  }

  private Followed at(Followed before, AlertClock clock) {
    AlertSpans spans = rules.spans();
    Level level = before.level();
    double usual =
        before
            .surge()
            .map(_ -> expected(before, clock, level.bucket()) / spans.buckets())
            .orElse(Double.POSITIVE_INFINITY);
    double most = rules.threshold().minRatio() * usual;
    return before.with(level.at(spans.bucket(clock.now()), spans, most));
  }

  private Step judge(Followed subject, AlertClock clock) {
    return subject
        .surge()
        .map(surge -> judge(subject, surge, clock))
        .orElseGet(() -> begin(subject, clock));
  }

  private Step begin(Followed subject, AlertClock clock) {
    AlertSpans spans = rules.spans();
    Level level = subject.level();
    long first = spans.bucket(clock.first());
    boolean begins =
        spans.isWarm(first, level.bucket())
            && rules
                .threshold()
                .begins(
                    level.count(),
                    level.learned(),
                    spans.exposure(first, level.bucket()),
                    spans.buckets());
    if (!begins) {
      return Step.silent(subject);
    }
    Surge surge = Surge.begun(clock.now(), level.count());
    return told(subject.with(surge), surge, AlertState.STARTED, clock);
  }

  private Step judge(Followed subject, Surge before, AlertClock clock) {
    Instant now = clock.now();
    long count = subject.level().count();
    boolean isHigh =
        rules.threshold().goesOn(count, expected(subject, clock, subject.level().bucket()));
    Surge counted = before.counted(count);
    Surge surge = isHigh ? counted.high(now) : counted;
    if (!surge.highAt().plus(rules.spans().window()).isAfter(now)) {
      return new Step(subject.calm(), told(subject, surge, AlertState.ENDED, clock).alert());
    }
    return surge.toldAt().plus(rules.interval()).isAfter(now)
        ? Step.silent(subject.with(surge))
        : told(subject, surge.told(now), AlertState.ONGOING, clock);
  }

  private double expected(Followed subject, AlertClock clock, long bucket) {
    AlertSpans spans = rules.spans();
    double exposure = spans.exposure(spans.bucket(clock.first()), bucket);
    return Surprise.expected(subject.level().learned(), exposure, spans.buckets());
  }

  private Step told(Followed subject, Surge surge, AlertState state, AlertClock clock) {
    long bucket = subject.level().bucket();
    Alert alert =
        new Alert(
            surge.id(subject.subject()),
            subject.subject().term().kind(),
            subject.subject().term().text(),
            subject.subject().category(),
            state,
            surge.startedAt(),
            window(bucket),
            subject.level().count(),
            surge.mostTweets(),
            expected(subject, clock, bucket),
            subject.examples().stream().map(Example::tweetId).toList());
    return new Step(subject.with(surge), Optional.of(alert));
  }

  /** Its last bucket may not be over. */
  private Window window(long bucket) {
    long advance = rules.spans().advance().toMillis();
    Instant end = Instant.ofEpochMilli((bucket + 1) * advance);
    return new Window(end.minus(rules.spans().window()), end);
  }
}
