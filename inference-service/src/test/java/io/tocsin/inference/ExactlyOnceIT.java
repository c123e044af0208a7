package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExactlyOnceIT {
  private static final int TWEETS = 1500;
  private static final int SWAPS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Cluster cluster;
  private Accounts accounts;

  @BeforeEach
  void start() {
    cluster = Cluster.start(folder.resolve("broker"));
    accounts = new Accounts(cluster);
  }

  @AfterEach
  void stop() {
    accounts.close();
    cluster.close();
  }

  @Test
  void answersEachTweetOnceWhileReplicasComeAndGo() {
    Load load = Load.start(cluster);
    try (Replica first = Replica.start(cluster, TestSettings.of(folder, "first"))) {
      accounts.awaitAnswers(100);
      try (Replica second = Replica.start(cluster, TestSettings.of(folder, "second"))) {
        await().atMost(PATIENCE).until(() -> answered(second) > 100);
        first.stop();
        double byFirst = answered(first);
        await().atMost(PATIENCE).until(() -> accounts.answers().size() > byFirst + 500);

        accounts.assertEachAnsweredOnce(load.stop());

        assertEquals(Optional.empty(), first.failure());
        assertEquals(Optional.empty(), second.failure());
      }
    }
  }

  @Test
  void goesOnWhenTheBrokerComesBack() {
    writeTweets();
    try (Replica replica = Replica.start(cluster, TestSettings.of(folder, "patient"))) {
      accounts.awaitAnswers(100);
      cluster.startBroker(cluster.stopBroker());

      accounts.assertEachAnsweredOnce(TWEETS);

      assertEquals(Optional.empty(), replica.failure());
    }
  }

  @Test
  void endsOneOfTwoReplicasThatBearTheSameId() {
    Load load = Load.start(cluster);
    try (Replica first = Replica.start(cluster, TestSettings.of(folder, "twin"));
        Replica second = Replica.start(cluster, TestSettings.of(folder, "twin"))) {
      await().atMost(Duration.ofMinutes(1)).until(() -> !failures(first, second).isEmpty());

      accounts.assertEachAnsweredOnce(load.stop());

      List<Throwable> failures = failures(first, second);
      assertEquals(1, failures.size(), failures.toString());
      assertTrue(failures.getFirst().getMessage().contains("another process may bear the same id"));
    }
  }

  private static List<Throwable> failures(Replica... replicas) {
    return Stream.of(replicas).flatMap(replica -> replica.failure().stream()).toList();
  }

  @Test
  void answersEachTweetOnceUnderARolloutInForceWhileAdaptersAreSwapped() throws IOException {
    Store store = new Store(folder);
    cluster.publish(store.put("a"));
    cluster.publish(store.put("b"));
    Map<Optional<Long>, String> inForce = new HashMap<>(Map.of(Optional.empty(), "0"));
    Load load = Load.start(cluster);
    try (Replica replica = Replica.start(cluster, TestSettings.of(store.directory(), "swaps"))) {
      for (int swap = 0; swap < SWAPS; swap++) {
        String version = swap % 2 == 0 ? "a" : "b";
        Optional<Long> replaced = replica.rollouts().inForce().map(RolloutInForce::offset);
        long offset = cluster.roll(store.rollout(version, replaced));
        inForce.put(Optional.of(offset), version);
        replica.awaitServed(offset);
      }

      accounts.assertEachAnsweredOnce(load.stop());

      for (Classification tag : accounts.answers()) {
        assertEquals(inForce.get(tag.rolloutOffset()), tag.adapterVersion());
      }
      assertEquals(SWAPS, replica.registry().get("tocsin.inference.swap").timer().count());
    }
  }

  private void writeTweets() {
    for (int i = 0; i < TWEETS; i++) {
      cluster.tweet("tweet-" + i, "Flood " + i);
    }
    cluster.flush();
  }

  private static double answered(Replica replica) {
    return replica.count("tocsin.inference.tweets", "outcome", "answered");
  }
}
