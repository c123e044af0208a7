package io.tocsin.monitor.alert;

import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.alert.TermKind;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlertTopologyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private TestStreams streams;
  private Instant now = Examples.NOON;
  private int tweets;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void tellsOfTheStartTheCourseAndTheEndOfASurgeOnce() {
    // Given
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));

    // When two tweets a minute come for a quarter of an hour, and others go on
    for (int i = 0; i < 15 * 2; i++) {
      keyword("flood", 0.6 + i / 100.0);
      pass(Duration.ofSeconds(30));
    }
    for (int i = 0; i < 30; i++) {
      keyword("calm" + i, 0.9);
      pass(Duration.ofMinutes(1));
    }

    // Then
    List<Alert> alerts = alerts();
    assertEquals(1, alerts.stream().map(Alert::id).distinct().count());
    assertEquals(AlertState.STARTED, alerts.getFirst().state());
    assertEquals(10, alerts.getFirst().tweets());
    assertEquals(TermKind.KEYWORD, alerts.getFirst().kind());
    assertEquals("flood", alerts.getFirst().term());
    assertTrue(alerts.getFirst().expected() < 0.2, alerts.getFirst()::toString);
    assertEquals(AlertState.ENDED, alerts.getLast().state());
    assertEquals(20, alerts.getLast().mostTweets());
    List<Alert> between = alerts.subList(1, alerts.size() - 1);
    assertTrue(between.stream().allMatch(alert -> alert.state() == AlertState.ONGOING));
    assertTrue(between.size() >= 3 && between.size() <= 7, between.size() + " in 35 minutes");
    assertEquals(List.of(alerts.getLast()), board());
  }

  @Test
  void namesTheLikeliestTweets() {
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      keyword("flood", 0.6 + i / 100.0);
    }

    assertEquals(List.of("t10", "t9", "t8", "t7", "t6"), alerts().getFirst().tweetIds());
  }

  @Test
  void namesNoTweetThatWasDeleted() {
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      keyword("flood", 0.6 + i / 100.0);
    }
    assertTrue(board().getFirst().tweetIds().contains("t9"));

    streams.write(Topics.TWEETS, "t9", null, now);

    assertEquals(List.of("t10", "t8", "t7", "t6"), board().getFirst().tweetIds());
    pass(Examples.ALERTS.interval());
    keyword("flood", 0.5);
    assertEquals(List.of("t10", "t8", "t7", "t6"), alerts().getLast().tweetIds());
  }

  @Test
  void tellsOfHashtagsAndPlacesThatOnlyTheTweetNames() {
    tweet("#other", Optional.empty());
    pass(Duration.ofHours(2));

    for (int i = 0; i < 10; i++) {
      tweet("Roof gone #Storm" + (i % 2 == 0 ? "" : " #STORM"), Optional.of("Perth " + i / 10));
      pass(SECOND);
    }

    Set<String> found = new HashSet<>();
    alerts().forEach(alert -> found.add(alert.kind() + " " + alert.term() + " " + alert.tweets()));
    assertEquals(Set.of("HASHTAG storm 10", "PLACE perth 0 10"), found);
  }

  @Test
  void countsNoShadowNoUntrainedHeadNoOtherCategoryAndNoTweetTwice() {
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));

    for (int i = 0; i < 9; i++) {
      keyword("flood", 0.8);
    }
    for (int i = 0; i < 20; i++) {
      streams.tag(flood(tag("s" + i, "v2", Role.SHADOW, 0.9, now)));
      streams.tag(flood(tag("u" + i, "0", Role.ACTIVE, 0.9, now)));
      streams.tag(flood(tag("n" + i, "v1", Role.ACTIVE, 0.1, now)));
      streams.tag(flood(tag("t1", "v" + i, Role.ACTIVE, 0.9, now)));
    }
    assertEquals(List.of(), alerts());

    streams.tag(flood(tag("c", "v2", Role.CANARY, 0.9, now)));

    assertEquals(10, alerts().getFirst().tweets());
  }

  @Test
  void tellsOfNothingBeforeItKnowsTheUsual() {
    keyword("flood", 0.8);
    pass(Duration.ofMinutes(58));
    for (int i = 0; i < 20; i++) {
      keyword("flood", 0.8);
    }

    assertEquals(List.of(), alerts());
  }

  @Test
  void endsASurgeThoughNoTweetComesAnyMore() {
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      keyword("flood", 0.8);
    }

    for (int minute = 0; minute < 25; minute++) {
      pass(Duration.ofMinutes(1));
    }

    List<Alert> alerts = alerts();
    assertEquals(AlertState.ENDED, alerts.getLast().state());
    assertEquals(0, alerts.getLast().tweets());
    assertEquals(1, alerts.stream().filter(a -> a.state() == AlertState.ENDED).count());
  }

  @Test
  void keepsOneOrderOfTheRecordsOfATerm() {
    keyword("Flood  Warning", 0.8);
    pass(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      keyword("flood warning", 0.8);
    }

    TestRecord<byte[], byte[]> record = streams.records(Topics.ALERTS).getFirst();
    assertEquals(
        "disaster/keyword/flood warning", new String(record.key(), StandardCharsets.UTF_8));
    assertEquals(
        "io.tocsin.Alert",
        new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
  }

  @Test
  void followsNoMoreTermsThanItMayAndForgetsTheLongestUnmet() {
    keyword("flood", 0.8);
    pass(Duration.ofHours(2));
    for (int i = 0; i < 10; i++) {
      keyword("flood", 0.8);
    }
    for (int i = 0; i < Examples.ALERTS.terms() + 10; i++) {
      keyword("word" + i, 0.9);
    }

    Set<String> kept = new HashSet<>();
    try (KeyValueIterator<String, Followed> all =
        streams.driver().<String, Followed>getKeyValueStore(FollowedTerms.STORE).all()) {
      all.forEachRemaining(one -> kept.add(one.value.subject().term().text()));
    }
    assertEquals(Examples.ALERTS.terms(), kept.size());
    assertTrue(kept.contains("flood"), "it surges");
    assertTrue(kept.contains("word49"));
    assertTrue(!kept.contains("word10"));
  }

  private void pass(Duration time) {
    now = now.plus(time);
    streams.pass(time);
  }

  private static Classification flood(Classification tag) {
    return Examples.withKeyword(tag, "flood");
  }

  private void keyword(String keyword, double disaster) {
    streams.tag(
        Examples.withKeyword(tag("t" + tweets++, "v1", Role.ACTIVE, disaster, now), keyword));
  }

  private void tweet(String text, Optional<String> place) {
    Tweet tweet =
        new Tweet(
            Optional.empty(),
            text,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            place,
            Optional.empty());
    long offset = tweets++;
    streams.write(Topics.TWEETS, null, MessageJson.write(tweet), now);
    String id = "tweets-0-" + offset;
    streams.tag(Examples.at(tag(id, "v1", Role.ACTIVE, 0.9, now), 0, offset));
  }

  private List<Alert> alerts() {
    return streams.records(Topics.ALERTS).stream().map(AlertTopologyTest::alert).toList();
  }

  private List<Alert> board() {
    return AlertBoard.all(streams.driver().<String, Alert>getKeyValueStore(AlertBoard.STORE));
  }

  private static Alert alert(TestRecord<byte[], byte[]> record) {
    try {
      return MessageJson.read(record.value(), Alert.class);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }
}
