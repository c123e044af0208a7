package io.tocsin.messaging.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.rollout.Rollout;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TakeoverTest {
  private static final Optional<Rollout> TRAINED = Optional.of(Examples.inForce(3, "v1").rollout());
  private static final Optional<Rollout> UNTRAINED =
      Optional.of(Examples.inForce(3, "0").rollout());

  @Test
  void shadowsATrainedVersion() {
    assertEquals(new RolloutChange.StartShadow("v2"), Takeover.SHADOW.of("v2", TRAINED));
  }

  @Test
  void takesTheUntrainedHeadsPlaceAtOnce() {
    assertEquals(new RolloutChange.Activate("v2"), Takeover.SHADOW.of("v2", UNTRAINED));
    assertEquals(new RolloutChange.Activate("v2"), Takeover.SHADOW.of("v2", Optional.empty()));
  }

  @Test
  void switchesAtOnceWhereThatIsWanted() {
    assertEquals(new RolloutChange.Activate("v2"), Takeover.SWITCH.of("v2", TRAINED));
  }
}
