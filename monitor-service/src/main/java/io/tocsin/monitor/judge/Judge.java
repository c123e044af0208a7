package io.tocsin.monitor.judge;

import io.tocsin.messaging.rollout.Challenger;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.monitor.quality.PairCounts;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges challengers. A shadow that is better on audited tweets becomes a canary; a canary that
 * answers all its tweets, and soon enough, becomes the active version; others go.
 *
 * @param rules what they must show
 * @param name of whoever decides: a canary that somebody else began is theirs
 */
public record Judge(JudgeRules rules, String name) {
  /** Returns what is to become of a challenger. */
  public Judgement judge(Trial trial, Standing standing) {
    return switch (trial.as()) {
      case SHADOW -> shadow(trial, standing);
      case CANARY -> canary(trial, standing);
    };
  }

  private Judgement shadow(Trial trial, Standing standing) {
    PairCounts pairs = standing.pairs();
    String figures = figures(trial, pairs);
    if (pairs.pairs() < rules.minPairs()) {
      String few = "%d of %d audited pairs".formatted(pairs.pairs(), rules.minPairs());
      return isOver(trial, standing)
          ? withdrawn(trial, "only %s in %s".formatted(few, rules.longest()))
          : new Judgement.Wait(few);
    }
    if (isClear(pairs)) {
      return isBetter(pairs)
          ? new Judgement.Change(
              new RolloutChange.StartCanary(trial.version(), rules.canaryShare()),
              "better: " + figures)
          : withdrawn(trial, "worse: " + figures);
    }
    if (pairs.pairs() >= rules.maxPairs()) {
      return withdrawn(trial, "no better after %d pairs: %s".formatted(pairs.pairs(), figures));
    }
    return isOver(trial, standing)
        ? withdrawn(trial, "no better after %s: %s".formatted(rules.longest(), figures))
        : new Judgement.Wait("undecided: " + figures);
  }

  private Judgement canary(Trial trial, Standing standing) {
    if (!trial.begun().rollout().decidedBy().equals(name)) {
      return new Judgement.Wait(
          "canary %s is for %s to decide, who began it"
              .formatted(trial.version(), trial.begun().rollout().decidedBy()));
    }
    if (isClear(standing.pairs()) && !isBetter(standing.pairs())) {
      return withdrawn(trial, "worse by now: " + figures(trial, standing.pairs()));
    }
    CanaryWatch watch = CanaryWatch.of(trial.inForce(), standing);
    if (watch.expected() < rules.canaryTags()) {
      String few =
          "%.0f of %d answers are expected of the canary by now"
              .formatted(watch.expected(), rules.canaryTags());
      return isOver(trial, standing)
          ? withdrawn(trial, "only %s after %s".formatted(few, rules.longest()))
          : new Judgement.Wait(few);
    }
    Optional<String> fault = watch.fault(rules.slowdown());
    return fault.isPresent()
        ? withdrawn(trial, fault.get())
        : new Judgement.Change(
            new RolloutChange.Promote(Optional.of(Challenger.CANARY)),
            "%s; %s".formatted(watch.figures(), figures(trial, standing.pairs())));
  }

  private boolean isClear(PairCounts pairs) {
    return pairs.evidence() >= 1 / rules.risk();
  }

  private static boolean isBetter(PairCounts pairs) {
    return pairs.onlyChallenger() > pairs.onlyActive();
  }

  private boolean isOver(Trial trial, Standing standing) {
    Duration since = Duration.between(trial.begun().rollout().decidedAt(), standing.now());
    return since.compareTo(rules.longest()) >= 0;
  }

  private static Judgement withdrawn(Trial trial, String why) {
    return new Judgement.Change(new RolloutChange.Withdraw(Optional.of(trial.as())), why);
  }

  private static String figures(Trial trial, PairCounts pairs) {
    return pairs.pairs() == 0
        ? "no audited pair"
        : String.format(
            Locale.ROOT,
            "%s had %.1f %% of %d audited tweets right, %s %.1f %%; alone right %d : %d,"
                + " McNemar p = %.2g, evidence %.3g",
            trial.version(),
            100 * pairs.challengerAccuracy(),
            pairs.pairs(),
            trial.active(),
            100 * pairs.activeAccuracy(),
            pairs.onlyChallenger(),
            pairs.onlyActive(),
            pairs.pValue(),
            pairs.evidence());
  }
}
