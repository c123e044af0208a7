package io.tocsin.cli.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.client.Messages;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StandingTest {
  private static final AdapterPublished NEW =
      Messages.adapter("new", new Verdict.Promoted("9 of 10 gate rows right"));

  @Test
  void tellsOfAShadowWhatDecidesAndHowToDecideOneself() {
    String text = Standing.text(NEW, Optional.of(rollout("old", Optional.of("new"))));

    assertTrue(text.startsWith("It shadows old, which goes on answering"), text);
    assertTrue(text.contains("From 100 of them on"), text);
    assertTrue(text.contains("--reason audit"), text);
    assertTrue(text.contains("tocsin rollout promote shadow"), text);
  }

  @Test
  void tellsThatOneInTheUntrainedHeadsPlaceAnswers() {
    assertEquals(
        "It answers now.", Standing.text(NEW, Optional.of(rollout("new", Optional.empty()))));
  }

  private static Rollout rollout(String active, Optional<String> shadow) {
    return new Rollout(
        NEW.baseFingerprint(),
        active,
        Optional.empty(),
        shadow,
        Optional.empty(),
        "trainer-service",
        "a test",
        Instant.EPOCH);
  }
}
