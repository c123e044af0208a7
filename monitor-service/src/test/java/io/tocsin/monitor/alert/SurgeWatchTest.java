package io.tocsin.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.alert.TermKind;
import io.tocsin.monitor.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whole days, simulated: each minute a Poisson number of tweets of each term. */
final class SurgeWatchTest {
  private static final int DAY = 24 * 60;
  private static final int TERMS = 200;
  private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

  private final SurgeWatch watch = new SurgeWatch(Examples.ALERTS);
  private final Map<Subject, Followed> followed = new HashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final Random random = new Random(42);
  private AlertClock clock = new AlertClock(MIDNIGHT, MIDNIGHT);

  @Test
  void tellsOfNothingInADayOfNoise() {
    for (int minute = 0; minute < DAY; minute++) {
      noise(minute);
    }

    assertEquals(List.of(), alerts);
  }

  @Test
  void tellsOfASurgeInTheNoiseSoonAndOnce() {
    // Given half a day of noise, when one term has ten times its rate for half an hour
    Subject subject = subject(150);
    int begin = DAY / 2;
    for (int minute = 0; minute < DAY; minute++) {
      noise(minute);
      if (minute >= begin && minute < begin + 30) {
        tweets(subject, minute, 9 * rate(150));
      }
    }

    // Then
    assertTrue(alerts.stream().allMatch(alert -> alert.term().equals("t150")));
    assertEquals(1, alerts.stream().map(Alert::id).distinct().count());
    assertEquals(AlertState.STARTED, alerts.getFirst().state());
    Duration delay =
        Duration.between(MIDNIGHT.plus(Duration.ofMinutes(begin)), alerts.getFirst().startedAt());
    assertTrue(delay.compareTo(Duration.ofMinutes(5)) < 0, "seen after " + delay);
    assertEquals(10 * rate(150), alerts.getFirst().expected(), 3);
    assertEquals(AlertState.ENDED, alerts.getLast().state());
    Instant over = MIDNIGHT.plus(Duration.ofMinutes(begin + 30));
    Duration after = Duration.between(over, alerts.getLast().window().end());
    assertTrue(after.compareTo(Duration.ofMinutes(21)) <= 0, "ended after " + after);
  }

  @Test
  void tellsOfASecondSurgeThoughTheFirstWasHours() {
    Subject subject = subject(100);
    for (int minute = 0; minute < DAY; minute++) {
      boolean isFirst = minute >= 400 && minute < 580;
      boolean isSecond = minute >= 700 && minute < 730;
      tweets(subject, minute, isFirst || isSecond ? 10 : 1);
    }

    assertEquals(2, alerts.stream().filter(a -> a.state() == AlertState.STARTED).count());
  }

  @Test
  void takesANewLevelForTheUsualInTheEnd() {
    Subject subject = subject(100);
    for (int minute = 0; minute < 3 * DAY; minute++) {
      tweets(subject, minute, minute < DAY ? 1 : 6);
    }

    assertEquals(1, alerts.stream().filter(a -> a.state() == AlertState.STARTED).count());
    assertEquals(AlertState.ENDED, alerts.getLast().state());
  }

  @Test
  void countsTheFullestWindowThoughItIsUsualByNow() {
    AlertSpans spans = Examples.ALERTS.spans();
    Instant now = MIDNIGHT.plus(Duration.ofHours(6));
    Level usual = Level.nothing(spans.bucket(now), spans);
    for (int i = 0; i < 12; i++) {
      usual = usual.plusOne(spans.bucket(now), spans);
    }
    Level level = new Level(usual.bucket(), usual.counts(), 1e4);
    Surge surge = new Surge(MIDNIGHT, MIDNIGHT, now, 11);
    Followed before = new Followed(subject(0), level, List.of(), Optional.of(surge));

    Alert alert = watch.pass(before, clock.at(now)).alert().orElseThrow();

    assertEquals(12, alert.tweets());
    assertEquals(12, alert.mostTweets());
    assertTrue(alert.expected() > alert.tweets(), alert::toString);
  }

  private void noise(int minute) {
    for (int term = 0; term < TERMS; term++) {
      tweets(subject(term), minute, rate(term));
    }
  }

  /** Tweets a minute: one in three hours to three, evenly in their logarithm. */
  private static double rate(int term) {
    return Math.pow(540, term / (double) (TERMS - 1)) / 180;
  }

  private void tweets(Subject subject, int minute, double rate) {
    Instant at = MIDNIGHT.plus(Duration.ofMinutes(minute));
    clock = clock.at(at);
    Followed known =
        followed.computeIfAbsent(
            subject,
            one -> Followed.anew(one, Examples.ALERTS.spans().bucket(at), Examples.ALERTS.spans()));
    if (known.surge().isPresent()) {
      take(watch.pass(known, clock));
    }
    for (int i = poisson(rate); i > 0; i--) {
      Mention mention = new Mention(subject, "tweet-" + minute + "-" + i, 0.9, at);
      take(watch.meet(followed.get(subject), mention, clock));
    }
  }

  private void take(SurgeWatch.Step step) {
    followed.put(step.after().subject(), step.after());
    step.alert().ifPresent(alerts::add);
  }

  /** Knuth, The Art of Computer Programming, 3.4.1, algorithm Q. */
  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  private static Subject subject(int term) {
    return new Subject("disaster", new Term(TermKind.HASHTAG, "t" + term));
  }
}
