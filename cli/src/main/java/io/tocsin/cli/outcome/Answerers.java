package io.tocsin.cli.outcome;

import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.rollout.RolloutLedger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who answered, as the answers say, held against the rollouts that were in force. */
final class Answerers {
  private final Map<Answerer, Long> answers = new HashMap<>();

  private record Answerer(String base, Optional<Long> rollout, Role role, String version) {}

  void add(Classification tag) {
    Answerer answerer =
        new Answerer(tag.baseFingerprint(), tag.rolloutOffset(), tag.role(), tag.adapterVersion());
    answers.merge(answerer, 1L, Long::sum);
  }

  /** Returns how many answers name a rollout that never was in force, or not its version. */
  long wrong(RolloutLedger rollouts) {
    return answers.entrySet().stream()
        .filter(answer -> !isRight(answer.getKey(), rollouts))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isRight(Answerer answerer, RolloutLedger rollouts) {
    if (answerer.rollout().isEmpty()) {
      return answerer.role() == Role.ACTIVE && answerer.version().equals(UntrainedHead.VERSION);
    }
    long offset = answerer.rollout().get();
    return rollouts.history(answerer.base()).newestFirst().stream()
        .filter(inForce -> inForce.offset() == offset)
        .flatMap(inForce -> version(inForce.rollout(), answerer.role()).stream())
        .anyMatch(answerer.version()::equals);
  }

  private static Optional<String> version(Rollout rollout, Role role) {
    return switch (role) {
      case ACTIVE -> Optional.of(rollout.active());
      case CANARY -> rollout.canary().map(Canary::version);
      case SHADOW -> rollout.shadow();
    };
  }
}
