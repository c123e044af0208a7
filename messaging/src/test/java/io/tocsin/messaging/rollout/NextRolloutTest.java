package io.tocsin.messaging.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class NextRolloutTest {
  private static final Decision DECISION = new Decision("bob", "to see it", Examples.NOON);
  private static final Optional<Canary> CANARY = Optional.of(new Canary("v2", 0.1));
  private static final Optional<String> SHADOW = Optional.of("v3");
  private static final RolloutInForce FULL = Examples.inForce(7, "v1", CANARY, SHADOW);

  @Test
  void replacesTheOneInForceByWhomAndWhy() {
    Rollout next = after(new RolloutChange.Activate("v4"), FULL);

    assertEquals(
        new Rollout(
            Examples.BASE,
            "v4",
            CANARY,
            SHADOW,
            Optional.of(7L),
            "bob",
            "to see it",
            Examples.NOON),
        next);
  }

  @Test
  void replacesNoneBeforeTheFirst() {
    Rollout next = after(new RolloutChange.Activate("v1"));

    assertEquals(Optional.empty(), next.replacesOffset());
    assertEquals(roles("v1", Optional.empty(), Optional.empty()), roles(next));
  }

  @Test
  void putsChallengersBesideTheUntrainedHeadBeforeTheFirst() {
    Rollout next = after(new RolloutChange.StartCanary("v1", 0.2));

    assertEquals(roles("0", Optional.of(new Canary("v1", 0.2)), Optional.empty()), roles(next));
  }

  @Test
  void givesAVersionOneRoleAtATime() {
    assertEquals(
        roles("v2", Optional.empty(), SHADOW),
        roles(after(new RolloutChange.Activate("v2"), FULL)));
    assertEquals(
        roles("v1", Optional.of(new Canary("v3", 0.5)), Optional.empty()),
        roles(after(new RolloutChange.StartCanary("v3", 0.5), FULL)));
    assertEquals(
        roles("v1", Optional.empty(), Optional.of("v2")),
        roles(after(new RolloutChange.StartShadow("v2"), FULL)));
  }

  @Test
  void replacesAChallengerInItsRole() {
    assertEquals(
        roles("v1", Optional.of(new Canary("v4", 0.5)), SHADOW),
        roles(after(new RolloutChange.StartCanary("v4", 0.5), FULL)));
    assertEquals(
        roles("v1", CANARY, Optional.of("v4")),
        roles(after(new RolloutChange.StartShadow("v4"), FULL)));
    assertEquals(
        roles("v1", Optional.of(new Canary("v2", 0.3)), SHADOW),
        roles(after(new RolloutChange.StartCanary("v2", 0.3), FULL)));
  }

  @Test
  void withdrawsOneChallengerOrAll() {
    assertEquals(
        roles("v1", Optional.empty(), SHADOW), roles(after(withdraw(Challenger.CANARY), FULL)));
    assertEquals(
        roles("v1", CANARY, Optional.empty()), roles(after(withdraw(Challenger.SHADOW), FULL)));
    assertEquals(
        roles("v1", Optional.empty(), Optional.empty()),
        roles(after(new RolloutChange.Withdraw(Optional.empty()), FULL)));
  }

  @Test
  void promotesAChallenger() {
    RolloutInForce onlyShadow = Examples.inForce(7, "v1", Optional.empty(), SHADOW);

    assertEquals(
        roles("v3", CANARY, Optional.empty()), roles(after(promote(Challenger.SHADOW), FULL)));
    assertEquals(
        roles("v2", Optional.empty(), SHADOW), roles(after(promote(Challenger.CANARY), FULL)));
    assertEquals(
        roles("v3", Optional.empty(), Optional.empty()),
        roles(after(new RolloutChange.Promote(Optional.empty()), onlyShadow)));
  }

  @Test
  void rollsBackToTheNewestOtherActiveVersionWithoutTheCanary() {
    Rollout next =
        after(
            new RolloutChange.RollBack(),
            Examples.inForce(9, "v2", Optional.of(new Canary("v4", 0.1)), SHADOW),
            Examples.inForce(8, "v2"),
            Examples.inForce(7, "v1"),
            Examples.inForce(6, "v3"));

    assertEquals(roles("v1", Optional.empty(), SHADOW), roles(next));
    assertEquals(Optional.of(9L), next.replacesOffset());
  }

  @Test
  void rollsBackToAVersionThatIsTheShadowByNow() {
    Rollout next =
        after(
            new RolloutChange.RollBack(),
            Examples.inForce(9, "v2", Optional.empty(), SHADOW),
            Examples.inForce(8, "v3"));

    assertEquals(roles("v3", Optional.empty(), Optional.empty()), roles(next));
  }

  @Test
  void refusesToRollBackToNothing() {
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "nothing to roll back to",
        new RolloutChange.RollBack(),
        Examples.inForce(9, "v1", CANARY, Optional.empty()),
        Examples.inForce(8, "v1"));
  }

  @Test
  void refusesToRollBackToAnAdapterThatWasTakenBack() {
    assertRefused(
        RolloutRefusedException.Reason.UNKNOWN_VERSION,
        "version gone",
        new RolloutChange.RollBack(),
        Examples.inForce(9, "v1"),
        Examples.inForce(8, "gone"));
  }

  @Test
  void refusesAVersionThatNobodyPublished() {
    assertRefused(
        RolloutRefusedException.Reason.UNKNOWN_VERSION,
        "version v9: expected a published one, such as [v",
        new RolloutChange.Activate("v9"),
        FULL);
  }

  @Test
  void refusesAnAdapterOfAnotherBase() {
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "expected an adapter of base aaaaaaaaaaaa, found one of base bbbbbbbbbbbb",
        new RolloutChange.StartShadow("foreign"),
        FULL);
  }

  @Test
  void refusesTheActiveVersionAsItsOwnChallenger() {
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "version v1: expected another than the active one",
        new RolloutChange.StartCanary("v1", 0.1),
        FULL);
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "version v1: expected another than the active one",
        new RolloutChange.StartShadow("v1"),
        FULL);
  }

  @Test
  void refusesWhatIsSoAlready() {
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "it is so since rollout 7",
        new RolloutChange.Activate("v1"),
        FULL);
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "it is so since rollout 7",
        new RolloutChange.StartCanary("v2", 0.1),
        FULL);
  }

  @Test
  void refusesChallengersThatAreNotThere() {
    RolloutInForce alone = Examples.inForce(7, "v1");

    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "expected a canary beside the active version v1, found none",
        withdraw(Challenger.CANARY),
        alone);
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "expected a canary or shadow",
        new RolloutChange.Promote(Optional.empty()),
        alone);
    assertRefused(
        RolloutRefusedException.Reason.CONFLICT,
        "expected which to promote, found none: v2 is canary, v3 is shadow",
        new RolloutChange.Promote(Optional.empty()),
        FULL);
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThrows(
        IllegalArgumentException.class, () -> after(new RolloutChange.StartCanary("v4", 1), FULL));
  }

  private static RolloutChange withdraw(Challenger which) {
    return new RolloutChange.Withdraw(Optional.of(which));
  }

  private static RolloutChange promote(Challenger which) {
    return new RolloutChange.Promote(Optional.of(which));
  }

  private static void assertRefused(
      RolloutRefusedException.Reason reason,
      String said,
      RolloutChange change,
      RolloutInForce... newestFirst) {
    RolloutRefusedException refusal =
        assertThrows(RolloutRefusedException.class, () -> after(change, newestFirst));
    assertEquals(reason, refusal.reason());
    assertTrue(refusal.getMessage().contains(said), refusal::getMessage);
  }

  private static Rollout after(RolloutChange change, RolloutInForce... newestFirst) {
    Map<String, AdapterPublished> adapters =
        Stream.concat(
                Stream.of("v1", "v2", "v3", "v4")
                    .map(version -> Examples.adapter(version, Examples.BASE)),
                Stream.of(Examples.adapter("foreign", Examples.OTHER_BASE)))
            .collect(Collectors.toMap(AdapterPublished::version, Function.identity()));
    return new NextRollout(Examples.BASE, adapters, List.of(newestFirst)).after(change, DECISION);
  }

  private static List<Object> roles(Rollout rollout) {
    return roles(rollout.active(), rollout.canary(), rollout.shadow());
  }

  private static List<Object> roles(
      String active, Optional<Canary> canary, Optional<String> shadow) {
    return List.of(active, canary, shadow);
  }
}
