package io.tocsin.contracts.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.adapter.AdapterExamples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RolloutTest {
  @Test
  void listsTheVersionsToLoad() {
    List<String> versions = RolloutExamples.WITH_CANARY_AND_SHADOW.versions();

    assertEquals(
        List.of(RolloutExamples.ACTIVE, AdapterExamples.VERSION, RolloutExamples.SHADOW), versions);
  }

  @Test
  void refusesACanaryThatIsActiveAlready() {
    Optional<Canary> canary = Optional.of(new Canary(RolloutExamples.ACTIVE, 0.5));

    assertThrows(
        IllegalArgumentException.class, () -> RolloutExamples.rollout(canary, Optional.empty()));
  }
}
