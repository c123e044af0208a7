package io.tocsin.inference.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.inference.Examples;
import io.tocsin.inference.metric.InferenceMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RolloutFollowerTest {
  private final FakeLoader loader = new FakeLoader();
  private final LineupSwitch lineups = new LineupSwitch();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RolloutFollower follower =
      new RolloutFollower(Examples.BASE, loader, lineups, new InferenceMetrics(registry));

  @Test
  void servesVersion0WithoutARollout() throws Exception {
    follower.begin();

    assertEquals(Map.of("active", "0"), lineup().versions());
    assertEquals(Optional.empty(), lineup().rolloutOffset());
  }

  @Test
  void servesTheNewestRolloutAtTheBeginning() throws Exception {
    publish("a", "b");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.rollout(1, Examples.rollout("b", Optional.of(0L)));

    follower.begin();

    assertEquals(Map.of("active", "b"), lineup().versions());
    assertEquals(List.of("b"), loader.loaded());
  }

  @Test
  void fallsBackToTheNewestRolloutThatLoads() throws Exception {
    publish("a", "b");
    loader.refuse("b", "its weights are NaN");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.rollout(1, Examples.rollout("b", Optional.of(0L)));

    follower.begin();

    assertEquals(Optional.of(0L), lineup().rolloutOffset());
    assertEquals(Map.of("b", "its weights are NaN"), follower.state().refused());
  }

  @Test
  void doesNotFallBackWhileTheStoreCannotBeRead() {
    publish("a");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    loader.outage(Optional.of(new IOException("no route to the store")));

    assertThrows(IOException.class, follower::begin);

    assertEquals(Optional.empty(), lineups.current());
    assertEquals(
        Optional.of("java.io.IOException: no route to the store"), follower.state().trouble());
  }

  @Test
  void keepsTheLineupBeforeAndGivesBackTheOneBeforeThat() throws Exception {
    publish("a", "b", "c");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    follower.rollout(1, rollout("b", Optional.of(new Canary("a", 0.25)), 0));
    follower.settle();
    follower.rollout(2, Examples.rollout("b", Optional.of(1L)));
    follower.settle();
    boolean isKept = !loader.model("a").isClosed();
    follower.rollout(3, Examples.rollout("c", Optional.of(2L)));
    follower.settle();

    assertTrue(isKept);
    assertTrue(loader.model("a").isClosed());
    assertFalse(loader.model("b").isClosed());
    assertEquals(List.of("a", "b", "c"), loader.loaded());
  }

  @Test
  void loadsNothingToRollBack() throws Exception {
    publish("a", "b");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();
    follower.rollout(1, Examples.rollout("b", Optional.of(0L)));
    follower.settle();

    follower.rollout(2, Examples.rollout("a", Optional.of(1L)));
    follower.settle();

    assertEquals(Map.of("active", "a"), lineup().versions());
    assertEquals(List.of("a", "b"), loader.loaded());
    assertFalse(loader.model("a").isClosed());
  }

  @Test
  void rollsBackToTheUntrainedHead() throws Exception {
    publish("a");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    follower.rollout(1, Examples.rollout("0", Optional.of(0L)));
    follower.settle();

    assertEquals(Map.of("active", "0"), lineup().versions());
    assertEquals(Optional.of(1L), lineup().rolloutOffset());
  }

  @Test
  void keepsTheOldLineupWhenAnAdapterIsRefused() throws Exception {
    publish("a", "b", "c");
    loader.refuse("b", "altered");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    follower.rollout(1, rollout("c", Optional.of(new Canary("b", 0.5)), 0));
    follower.settle();
    follower.settle();

    assertEquals(Map.of("active", "a"), lineup().versions());
    assertEquals(Map.of("b", "altered"), follower.state().refused());
    assertEquals(1, count("tocsin.inference.adapters.refused"));
    assertTrue(loader.model("c").isClosed());
    assertFalse(loader.model("a").isClosed());
  }

  @Test
  void triesARefusedAdapterAgainOnceItIsPublishedAnew() throws Exception {
    publish("a");
    loader.refuse("a", "altered");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    loader.repair("a");
    AdapterPublished repaired = Examples.published("a", "1".repeat(64));
    follower.adapter("a", Optional.of(repaired));
    follower.settle();

    assertEquals(Map.of("active", "a"), lineup().versions());
    assertEquals(Map.of(), follower.state().refused());
  }

  @Test
  void waitsForTheAdapterOfARolloutThatCameFirst() throws Exception {
    follower.begin();

    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.settle();
    List<String> pending = follower.state().pending();
    publish("a");
    follower.settle();

    assertEquals(List.of("a"), pending);
    assertEquals(List.of(), follower.state().pending());
    assertEquals(Map.of("active", "a"), lineup().versions());
  }

  @Test
  void ignoresAStaleRollout() throws Exception {
    publish("a", "b");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    follower.rollout(1, Examples.rollout("b", Optional.empty()));
    follower.settle();

    assertEquals(Map.of("active", "a"), lineup().versions());
    assertEquals(1, count("tocsin.inference.rollouts.stale"));
  }

  @Test
  void passesOverRolloutsThatItHasRead() throws Exception {
    publish("a");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();

    follower.rollout(0, Examples.rollout("a", Optional.empty()));

    assertEquals(0, count("tocsin.inference.rollouts.stale"));
  }

  @Test
  void servesOnWhileTheStoreCannotBeReadAndSwitchesAfterwards() throws Exception {
    publish("a", "b");
    follower.rollout(0, Examples.rollout("a", Optional.empty()));
    follower.begin();
    follower.rollout(1, Examples.rollout("b", Optional.of(0L)));

    loader.outage(Optional.of(new IOException("no route to the store")));
    assertThrows(IOException.class, follower::settle);
    Map<String, String> during = lineup().versions();
    loader.outage(Optional.empty());
    follower.settle();

    assertEquals(Map.of("active", "a"), during);
    assertEquals(Map.of("active", "b"), lineup().versions());
    assertEquals(Optional.empty(), follower.state().trouble());
  }

  private Lineup lineup() {
    return lineups.current().orElseThrow();
  }

  private void publish(String... versions) {
    for (String version : versions) {
      follower.adapter(version, Optional.of(Examples.published(version, "0".repeat(64))));
    }
  }

  private static Rollout rollout(String active, Optional<Canary> canary, long replaces) {
    return Examples.rollout(active, canary, Optional.empty(), Optional.of(replaces));
  }

  private double count(String counter) {
    return registry.get(counter).counter().count();
  }
}
