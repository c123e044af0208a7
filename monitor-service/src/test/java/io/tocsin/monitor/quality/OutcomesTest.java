package io.tocsin.monitor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Role;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.tweet.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutcomesTest {
  @Test
  void comesToTheSameWhicheverSideIsNone() {
    Answer answer =
        new Answer(
            "v1", Role.ACTIVE, "disaster", Map.of("disaster", 0.7, "not", 0.3), Examples.NOON);
    Outcomes some =
        Outcomes.NONE
            .plus(new Outcome(answer, "disaster"))
            .plus(new Outcome(answer, "not"))
            .minus(new Outcome(answer, "not"));

    assertEquals(Outcomes.NONE.plus(some), some.plus(Outcomes.NONE));
    assertEquals(1, some.plus(Outcomes.NONE).rows());
  }
}
