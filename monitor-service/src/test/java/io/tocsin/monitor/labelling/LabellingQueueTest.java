package io.tocsin.monitor.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.monitor.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LabellingQueueTest {
  private Instant now = Examples.NOON;
  private final LabellingQueue queue = new LabellingQueue(Examples.LABELLING, () -> now);
  private final List<Candidate> candidates = new ArrayList<>();

  @Test
  void mixesInTheStatedShareOfAudits() {
    fill(40, LabelReason.AUDIT);
    fill(40, LabelReason.ACTIVE_LEARNING);

    List<TweetToLabel> given = next(40);

    assertEquals(40, given.size());
    assertEquals(10, audits(given));
  }

  @Test
  void keepsTheShareOverRequestsForOne() {
    fill(40, LabelReason.AUDIT);
    fill(40, LabelReason.ACTIVE_LEARNING);

    List<TweetToLabel> given = new ArrayList<>();
    for (int request = 0; request < 40; request++) {
      given.addAll(next(1));
    }

    assertEquals(40, given.size());
    assertEquals(10, audits(given));
  }

  @Test
  void handsTheMostUrgentOfEachKindOut() {
    fill(10, LabelReason.AUDIT);
    fill(10, LabelReason.ACTIVE_LEARNING);

    Set<String> given = next(8).stream().map(TweetToLabel::tweetId).collect(Collectors.toSet());

    assertEquals(
        Set.of(
            "AUDIT-0",
            "AUDIT-1",
            "ACTIVE_LEARNING-0",
            "ACTIVE_LEARNING-1",
            "ACTIVE_LEARNING-2",
            "ACTIVE_LEARNING-3",
            "ACTIVE_LEARNING-4",
            "ACTIVE_LEARNING-5"),
        given);
  }

  @Test
  void handsNothingOutTwiceUntilAWhileHasPassed() {
    fill(6, LabelReason.ACTIVE_LEARNING);
    Set<String> given = new HashSet<>();
    next(4).forEach(tweet -> given.add(tweet.tweetId()));

    next(4).forEach(tweet -> given.add(tweet.tweetId()));
    assertEquals(6, given.size());
    assertEquals(List.of(), next(4));

    now = now.plus(Duration.ofMinutes(31));
    assertEquals(4, next(4).size());
  }

  @Test
  void makesUpForAKindOfWhichThereIsNone() {
    fill(5, LabelReason.AUDIT);

    assertEquals(5, audits(next(10)));
  }

  @Test
  void passesOverTweetsThatAreGone() {
    fill(4, LabelReason.ACTIVE_LEARNING);

    List<TweetToLabel> given =
        queue.next(
            2,
            candidates,
            candidate ->
                candidate.sourceOffset() < 2
                    ? Optional.empty()
                    : Optional.of(Tweet.of(Optional.empty(), "text")));

    assertEquals(
        Set.of("ACTIVE_LEARNING-2", "ACTIVE_LEARNING-3"),
        given.stream().map(TweetToLabel::tweetId).collect(Collectors.toSet()));
  }

  @Test
  void handsNothingOutWhereATextCannotBeLookedUp() {
    fill(4, LabelReason.AUDIT);
    fill(16, LabelReason.ACTIVE_LEARNING);
    RefusedException hiccup = RefusedException.unavailable("made for a test");
    AtomicInteger lookups = new AtomicInteger();

    assertThrows(
        RefusedException.class,
        () ->
            queue.next(
                10,
                candidates,
                _ -> {
                  if (lookups.incrementAndGet() == 8) {
                    throw hiccup;
                  }
                  return Optional.of(Tweet.of(Optional.empty(), "a text"));
                }));

    List<TweetToLabel> given = next(8);
    assertTrue(given.stream().anyMatch(tweet -> tweet.tweetId().equals("AUDIT-0")));
    assertTrue(given.stream().anyMatch(tweet -> tweet.tweetId().equals("ACTIVE_LEARNING-0")));
    assertEquals(2, audits(given));
  }

  @Test
  void handsNothingOldOut() {
    fill(4, LabelReason.ACTIVE_LEARNING);

    now = now.plus(Duration.ofHours(25));

    assertEquals(List.of(), next(4));
  }

  private void fill(int count, LabelReason reason) {
    for (int i = 0; i < count; i++) {
      candidates.add(new Candidate(reason + "-" + i, reason, i / 100.0, 0, i, now));
    }
  }

  private List<TweetToLabel> next(int count) {
    return queue.next(count, candidates, _ -> Optional.of(Tweet.of(Optional.empty(), "a text")));
  }

  private static long audits(List<TweetToLabel> tweets) {
    return tweets.stream().filter(tweet -> tweet.reason() == LabelReason.AUDIT).count();
  }
}
