package io.tocsin.monitor.retrain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides when to ask for a new adapter. The first training is never its own idea: whoever asks for
 * it chooses how trainings are done, and all later ones keep to that.
 */
public final class RetrainPolicy {
  private final RetrainRules rules;
  private final Causes causes;

  /**
   * Prepares deciding.
   *
   * @param drifted the index from which on a figure has drifted
   */
  public RetrainPolicy(RetrainRules rules, double drifted) {
    this.rules = rules;
    this.causes = new Causes(rules, drifted);
  }

  /** Returns what is to be done. */
  public RetrainPlan plan(RetrainState state) {
    return state
        .trainings()
        .last()
        .map(last -> plan(state, last))
        .orElseGet(
            () ->
                new RetrainPlan(
                    Optional.empty(),
                    "nobody has asked for a training yet, and the first is a person's to ask for",
                    0,
                    List.of()));
  }

  private RetrainPlan plan(RetrainState state, LastTraining last) {
    List<Cause> all = causes.of(state, last);
    Optional<Cause> due =
        all.stream()
            .filter(cause -> cause.reason().isPresent())
            .filter(cause -> !state.trainings().asked().contains(cause.requestId()))
            .findFirst();
    Optional<String> hold = hold(state, last);
    return new RetrainPlan(
        due.filter(_ -> hold.isEmpty())
            .map(
                cause ->
                    new RetrainPlan.Order(
                        cause.kind(), cause.requestId(), cause.reason().orElseThrow(), last)),
        hold.or(() -> due.map(cause -> cause.kind() + ": " + cause.figures()))
            .orElse("no cause that was not asked for already"),
        state.newLabels(last),
        all.stream()
            .map(cause -> new RetrainPlan.CauseFigures(cause.kind(), figures(cause, state)))
            .toList());
  }

  private static String figures(Cause cause, RetrainState state) {
    boolean wasAsked = state.trainings().asked().contains(cause.requestId());
    return wasAsked
        ? "%s; asked for by %s".formatted(cause.figures(), cause.requestId())
        : cause.figures();
  }

  /** Returns why nothing is asked for just now, whatever the cause. */
  private Optional<String> hold(RetrainState state, LastTraining last) {
    if (!state.trainings().open().isEmpty()) {
      return Optional.of(
          "waiting for the trainer, which has yet to end " + state.trainings().open());
    }
    Instant cool = last.ended().plus(rules.coolDown());
    if (state.now().isBefore(cool)) {
      Duration left = Duration.between(state.now(), cool);
      return Optional.of("cooling down for another %d s".formatted(left.toSeconds()));
    }
    return state.newLabels(last) == 0
        ? Optional.of("no new label: a retrain would make the same adapter again")
        : Optional.empty();
  }
}
