package io.tocsin.monitor.alert;

import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tweets whose sources do not know the time. */
final class WrongClocksTest {
  private static final Duration WARM = Duration.ofHours(2);
  private static final int SURGE = 10;

  @TempDir private Path folder;
  private TestStreams streams;
  private Instant now = Examples.NOON;
  private int tweets;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
    tweet("#calm", now);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void tellsOfHashtagsThoughTheirTimesAreAhead() {
    pass(WARM);

    for (int i = 0; i < SURGE; i++) {
      tweet("Roof gone #storm", now.plus(Duration.ofMinutes(50)));
    }

    assertEquals(List.of("disaster/hashtag/storm"), told());
  }

  @Test
  void forgetsNoHashtagsForATimeThatIsFarAhead() {
    pass(WARM);

    for (int i = 0; i < SURGE; i++) {
      tweet("#future", now.plus(Duration.ofDays(400)));
      tweet("Roof gone #storm", now);
    }

    assertEquals(List.of("disaster/hashtag/storm"), told());
  }

  @Test
  void tellsOfNothingInTheFirstHourThoughATweetIsLate() {
    tweet("Roof gone #storm", now.minus(WARM));

    for (int i = 0; i < 2 * SURGE; i++) {
      tweet("Roof gone #storm", now);
    }

    assertEquals(List.of(), told());
  }

  @Test
  void takesTheUsualForNothingElseThoughATweetIsLate() {
    for (int minute = 0; minute < WARM.toMinutes(); minute += 5) {
      pass(Duration.ofMinutes(5));
      for (int i = 0; i < SURGE; i++) {
        tweet("#usual", now);
      }
    }

    tweet("#usual", now.minus(Duration.ofHours(12)));
    tweet("#usual", now);

    assertEquals(List.of(), told());
  }

  private void pass(Duration time) {
    now = now.plus(time);
    streams.pass(time);
  }

  /** Writes a tweet and its tag. */
  private void tweet(String text, Instant writtenAt) {
    streams.write(Topics.TWEETS, null, text.getBytes(StandardCharsets.UTF_8), writtenAt);
    Classification tag = tag("tweets-0-" + tweets, "v1", Role.ACTIVE, 0.9, now);
    streams.tag(Examples.at(Examples.waiting(tag, 1, Duration.between(writtenAt, now)), 0, tweets));
    tweets++;
  }

  /** Returns the keys of the records of alerts. */
  private List<String> told() {
    return streams.records(Topics.ALERTS).stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .distinct()
        .toList();
  }
}
