package io.tocsin.inference.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.model.FakeModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LineupTest {
  private static final int TWEETS = 10_000;

  private final ServedModel active = new ServedModel("a", new FakeModel());
  private final ServedModel canary = new ServedModel("b", new FakeModel());

  @Test
  void hasTheCanaryAnswerItsShare() {
    Lineup lineup = lineup(0.1);

    long byCanary = ids().stream().filter(id -> role(lineup, id) == Role.CANARY).count();

    assertEquals(0.1, (double) byCanary / TWEETS, 0.01);
  }

  @Test
  void keepsThoseTheCanaryHadWhenItsShareGrows() {
    Lineup small = lineup(0.1);
    Lineup large = lineup(0.3);

    List<String> had = ids().stream().filter(id -> role(small, id) == Role.CANARY).toList();

    assertTrue(had.stream().allMatch(id -> role(large, id) == Role.CANARY));
  }

  /** The SHA-256 of "tweet-3" begins with 25f962bc, which is 0.1483 of the way. */
  @Test
  void choosesByTheHashOfTheId() {
    assertEquals(Role.ACTIVE, role(lineup(0.148), "tweet-3"));
    assertEquals(Role.CANARY, role(lineup(0.149), "tweet-3"));
  }

  private Lineup lineup(double share) {
    return new Lineup(
        Optional.of(1L),
        active,
        Optional.of(new Lineup.CanaryModel(canary, share)),
        Optional.empty());
  }

  private static Role role(Lineup lineup, String id) {
    return lineup.answerer(id).role();
  }

  private static List<String> ids() {
    return IntStream.range(0, TWEETS).mapToObj(i -> "tweet-" + i).toList();
  }
}
