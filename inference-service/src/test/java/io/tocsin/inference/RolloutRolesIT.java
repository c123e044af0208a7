package io.tocsin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers as what, decided as operators decide it. */
final class RolloutRolesIT {
  private static final Duration KAFKA = Duration.ofSeconds(20);
  private static final int TWEETS = 400;
  private static final double SHARE = 0.3;

  /** Standard deviations: one in three million samples lies beyond. */
  private static final double BOUND = 5;

  @TempDir private Path folder;
  private Cluster cluster;
  private Store store;
  private Accounts accounts;
  private ProducerOutbox outbox;

  @BeforeEach
  void start() throws IOException {
    cluster = Cluster.start(folder.resolve("broker"));
    store = new Store(folder);
    accounts = new Accounts(cluster);
    outbox = new ProducerOutbox(cluster.clients(), KAFKA);
    for (String version : List.of("a", "b", "c")) {
      cluster.publish(store.put(version));
    }
  }

  @AfterEach
  void stop() {
    outbox.close();
    accounts.close();
    cluster.close();
  }

  @Test
  void hasCanaryAndShadowTagOnceEachAndTheSameTweetsAfterARestart() {
    decide(new RolloutChange.Activate("a"));
    decide(new RolloutChange.StartCanary("b", SHARE));
    decide(new RolloutChange.StartShadow("c"));

    try (Replica first = Replica.start(cluster, settings("first"))) {
      writeTweets();
      accounts.awaitAnswers(TWEETS);
      writeTweets();
      accounts.awaitAnswers(TWEETS + TWEETS / 4);
      first.stop();
      assertEquals(Optional.empty(), first.failure());
    }
    try (Replica _ = Replica.start(cluster, settings("second"))) {
      accounts.assertEachAnsweredOnce(2 * TWEETS);
    }

    List<Classification> tags = cluster.tags();
    assertCanaryHasItsShare(accounts.answers());
    assertEachTweetKeptItsRole(accounts.answers());
    assertEachAnswerHasOneShadow(accounts.answers(), tags);
  }

  @Test
  void rollsTwoReplicasBackUnderLoadWithoutLosingOrDoublingAnything() {
    Map<Optional<Long>, String> active = new HashMap<>();
    remember(decide(new RolloutChange.Activate("a")), active);
    remember(decide(new RolloutChange.Activate("b")), active);
    try (Replica first = Replica.start(cluster, settings("first"));
        Replica second = Replica.start(cluster, settings("second"))) {
      Load load = Load.start(cluster);
      accounts.awaitAnswers(200);

      RolloutInForce back = decide(new RolloutChange.RollBack());
      remember(back, active);
      first.awaitServed(back.offset());
      second.awaitServed(back.offset());
      Instant served = Instant.now();

      accounts.awaitAnswers(accounts.answers().size() + 300);
      accounts.assertEachAnsweredOnce(load.stop());
      assertEquals("a", back.rollout().active());
      List<Classification> answers = accounts.answers();
      for (Classification answer : answers) {
        assertEquals(active.get(answer.rolloutOffset()), answer.adapterVersion());
      }
      assertEquals(Set.of(Optional.of(back.offset())), rolloutsAfter(served, answers));
      assertTrue(versions(answers).contains("b"), "nothing was answered before the rollback");
    }
  }

  private RolloutInForce decide(RolloutChange change) {
    MessageWriter writer = new MessageWriter(URI.create("/test"));
    return new RolloutDesk(cluster.clients(), outbox, writer, InstantSource.system(), KAFKA)
        .decide(new RolloutOrder(change, "ada", "to see it", Optional.empty(), Optional.empty()));
  }

  private static void remember(RolloutInForce decided, Map<Optional<Long>, String> active) {
    active.put(Optional.of(decided.offset()), decided.rollout().active());
  }

  private TestSettings settings(String replica) {
    return TestSettings.of(store.directory(), replica);
  }

  private void writeTweets() {
    for (int i = 0; i < TWEETS; i++) {
      cluster.tweet("tweet-" + i, "Flood " + i);
    }
    cluster.flush();
  }

  private static void assertCanaryHasItsShare(List<Classification> answers) {
    Set<String> byCanary =
        answers.stream()
            .filter(answer -> answer.role() == Role.CANARY)
            .map(Classification::tweetId)
            .collect(Collectors.toSet());
    double deviation = Math.sqrt(TWEETS * SHARE * (1 - SHARE));
    assertEquals(TWEETS * SHARE, byCanary.size(), BOUND * deviation);
  }

  private static void assertEachTweetKeptItsRole(List<Classification> answers) {
    Map<String, Set<String>> answerers =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    Classification::tweetId,
                    Collectors.mapping(
                        answer -> answer.role() + " " + answer.adapterVersion(),
                        Collectors.toSet())));
    assertEquals(TWEETS, answerers.size());
    Set<Set<String>> seen = Set.copyOf(answerers.values());
    assertEquals(Set.of(Set.of("ACTIVE a"), Set.of("CANARY b")), seen);
  }

  private static void assertEachAnswerHasOneShadow(
      List<Classification> answers, List<Classification> tags) {
    List<Classification> shadows = tags.stream().filter(tag -> tag.role() == Role.SHADOW).toList();
    assertEquals(counted(answers), counted(shadows));
    assertEquals(Set.of("c"), versions(shadows));
  }

  /** Returns how many tags there are of each record. */
  private static Map<String, Long> counted(List<Classification> tags) {
    return tags.stream()
        .collect(
            Collectors.groupingBy(
                tag -> tag.sourcePartition() + "-" + tag.sourceOffset(),
                TreeMap::new,
                Collectors.counting()));
  }

  private static Set<String> versions(List<Classification> tags) {
    return tags.stream().map(Classification::adapterVersion).collect(Collectors.toSet());
  }

  private static Set<Optional<Long>> rolloutsAfter(Instant time, List<Classification> answers) {
    return answers.stream()
        .filter(answer -> answer.receivedAt().isAfter(time))
        .map(Classification::rolloutOffset)
        .collect(Collectors.toSet());
  }
}
