package io.tocsin.monitor.policy;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.messaging.rollout.RolloutLedger;
import io.tocsin.messaging.rollout.RolloutPeriod;
import io.tocsin.monitor.quality.LiveQuality;
import io.tocsin.monitor.quality.VersionQuality;
import io.tocsin.monitor.retrain.RetrainPlan;
import io.tocsin.monitor.retrain.RetrainPolicy;
import io.tocsin.monitor.retrain.RetrainRules;
import io.tocsin.monitor.retrain.RetrainState;
import io.tocsin.monitor.retrain.TrainingTopics;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Asks for a new adapter when one is due. */
final class RetrainRound {
  private static final Logger LOG = Logger.getLogger(RetrainRound.class);

  private final RetrainPolicy policy;
  private final RetrainRules rules;
  private final Mode mode;
  private final TrainingTopics topics;
  private final Consumer<RetrainRequested> outbox;
  private final PolicyMeter meter;

  /**
   * Prepares asking.
   *
   * @param drifted the index from which on a figure has drifted
   * @param outbox writes a request, and returns when Kafka has it
   */
  RetrainRound(
      RetrainRules rules,
      double drifted,
      Mode mode,
      TrainingTopics topics,
      Consumer<RetrainRequested> outbox,
      PolicyMeter meter) {
    this.policy = new RetrainPolicy(rules, drifted);
    this.rules = rules;
    this.mode = mode;
    this.topics = topics;
    this.outbox = outbox;
    this.meter = meter;
  }

  PolicyReport.Retraining go(RolloutLedger ledger, LiveQuality quality, Instant now) {
    Optional<VersionQuality> active =
        ledger.periods().stream()
            .filter(period -> period.replacedBy().isEmpty())
            .findFirst()
            .map(RolloutPeriod::rollout)
            .map(rollout -> quality.recent(rollout.active(), now.minus(rules.recent()), now));
    RetrainState state =
        new RetrainState(
            topics.now(ledger.adapters().values(), now), topics.labelEnds(), active, now);
    RetrainPlan plan = policy.plan(state);
    meter.newLabels(plan.newLabels());
    if (mode == Mode.ON) {
      plan.order().ifPresent(order -> ask(order, state));
    }
    return new PolicyReport.Retraining(
        mode,
        plan.order().map(RetrainPlan.Order::requestId),
        plan.why(),
        plan.newLabels(),
        plan.causes());
  }

  private void ask(RetrainPlan.Order order, RetrainState state) {
    outbox.accept(
        new RetrainRequested(
            order.requestId(),
            order.reason(),
            order.last().hyperparameters(),
            order.last().seed(),
            state.labels(),
            state.now()));
    LOG.infof("asked for %s: %s", order.requestId(), order.reason());
    meter.asked(order.kind());
  }
}
