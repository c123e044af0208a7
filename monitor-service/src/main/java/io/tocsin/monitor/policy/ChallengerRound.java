package io.tocsin.monitor.policy;

import io.tocsin.contracts.classification.Role;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutLedger;
import io.tocsin.messaging.rollout.RolloutOrder;
import io.tocsin.messaging.rollout.RolloutRefusedException;
import io.tocsin.monitor.judge.Judge;
import io.tocsin.monitor.judge.Judgement;
import io.tocsin.monitor.judge.Standing;
import io.tocsin.monitor.judge.Trial;
import io.tocsin.monitor.quality.LiveQuality;
import io.tocsin.monitor.quality.PairCounts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Judges the challengers of all bases, and has decided what is due. */
final class ChallengerRound {
  private static final Logger LOG = Logger.getLogger(ChallengerRound.class);

  private final Judge judge;
  private final Mode mode;
  private final Function<RolloutOrder, RolloutInForce> desk;
  private final PolicyMeter meter;

  /**
   * Prepares judging.
   *
   * @param desk puts an order in force, or refuses it
   */
  ChallengerRound(
      Judge judge, Mode mode, Function<RolloutOrder, RolloutInForce> desk, PolicyMeter meter) {
    this.judge = judge;
    this.mode = mode;
    this.desk = desk;
    this.meter = meter;
  }

  List<PolicyReport.Challenged> go(RolloutLedger ledger, LiveQuality quality, Instant now) {
    return ledger.bases().stream()
        .flatMap(base -> Trial.of(ledger.history(base).newestFirst()).stream())
        .map(trial -> go(trial, standing(trial, quality, now)))
        .toList();
  }

  private static Standing standing(Trial trial, LiveQuality quality, Instant now) {
    return new Standing(
        quality.pairs(trial.version(), trial.active()),
        quality.latency(trial.active(), Role.ACTIVE),
        quality.latency(trial.version(), Role.CANARY),
        now);
  }

  PolicyReport.Challenged go(Trial trial, Standing standing) {
    Judgement judgement = judge.judge(trial, standing);
    if (mode == Mode.ON && judgement instanceof Judgement.Change(var change, var why)) {
      order(trial, change, why);
    }
    PairCounts pairs = standing.pairs();
    return new PolicyReport.Challenged(
        mode,
        trial.inForce().rollout().baseFingerprint(),
        trial.inForce().offset(),
        trial.active(),
        trial.version(),
        trial.as().name().toLowerCase(Locale.ROOT),
        pairs,
        pairs.pValue(),
        pairs.evidence(),
        next(judgement),
        judgement.why());
  }

  /** Whoever was first has seen what is in force: the next round judges that. */
  private void order(Trial trial, RolloutChange change, String why) {
    RolloutOrder order =
        new RolloutOrder(
            change,
            judge.name(),
            why,
            Optional.of(trial.inForce().rollout().baseFingerprint()),
            Optional.of(trial.inForce().offset()));
    try {
      RolloutInForce rollout = desk.apply(order);
      LOG.infof("rollout %d: %s %s: %s", rollout.offset(), name(change), trial.version(), why);
      meter.decided(name(change));
    } catch (RolloutRefusedException e) {
      LOG.infof("%s %s was refused: %s", name(change), trial.version(), e.getMessage());
      meter.refused(name(change), e.reason());
    }
  }

  private static String next(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Wait _ -> "wait";
      case Judgement.Change(var change, _) -> name(change);
    };
  }

  private static String name(RolloutChange change) {
    return switch (change) {
      case RolloutChange.Activate _ -> "activate";
      case RolloutChange.StartCanary _ -> "start-canary";
      case RolloutChange.StartShadow _ -> "start-shadow";
      case RolloutChange.Withdraw _ -> "withdraw";
      case RolloutChange.Promote _ -> "promote";
      case RolloutChange.RollBack _ -> "roll-back";
    };
  }
}
