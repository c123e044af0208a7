package io.tocsin.monitor.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.MonitorSettings;
import io.tocsin.monitor.judge.Judge;
import io.tocsin.monitor.judge.JudgeRules;
import io.tocsin.monitor.retrain.RetrainRules;
import io.tocsin.monitor.retrain.TrainingTopics;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/** Starts and stops the policy with its process. */
@Singleton
final class PolicyService {
  /** Who decided, as rollouts have it. */
  private static final String NAME = "monitor";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MonitorSettings settings;
  private final ProducerOutbox outbox;
  private final TrainingTopics topics;
  private final PolicyLoop loop;
  private final MessageWriter writer = new MessageWriter(URI.create("/monitor-service"));

  PolicyService(
      MonitorSettings settings, Monitor monitor, KafkaClients clients, MeterRegistry registry) {
    Require.that(
        settings.policy().interval().isPositive(),
        "tocsin.policy.interval",
        "more than none",
        settings.policy().interval());
    this.settings = settings;
    JudgeRules judgeRules = rules(settings.judge());
    RetrainRules retrainRules = rules(settings.retrain());
    PolicyMeter meter = new PolicyMeter(registry);
    this.outbox = new ProducerOutbox(clients, PATIENCE);
    this.topics = new TrainingTopics(clients, PATIENCE);
    RolloutDesk desk = new RolloutDesk(clients, outbox, writer, InstantSource.system(), PATIENCE);
    this.loop =
        new PolicyLoop(
            monitor,
            desk,
            new ChallengerRound(
                new Judge(judgeRules, NAME),
                settings.judge().enabled() ? Mode.ON : Mode.OFF,
                desk::decide,
                meter),
            new RetrainRound(
                retrainRules,
                settings.drift().drifted(),
                settings.retrain().enabled() ? Mode.ON : Mode.OFF,
                topics,
                this::write,
                meter),
            meter);
  }

  void start(@Observes StartupEvent event) {
    loop.start(settings.policy().interval());
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
    topics.close();
    outbox.close();
  }

  PolicyReport last() {
    return loop.last();
  }

  /** Never in a transaction: its marker would be lag that no trainer commits. */
  private void write(RetrainRequested request) {
    long _ =
        outbox.send(
            writer.record(
                Topics.RETRAIN_REQUESTS, request.requestId(), request, request.acceptedAt()));
  }

  private static JudgeRules rules(MonitorSettings.Judge judge) {
    return new JudgeRules(
        judge.minPairs(),
        judge.maxPairs(),
        judge.risk(),
        judge.longest(),
        judge.canaryShare(),
        judge.canaryTags(),
        judge.slowdown());
  }

  private static RetrainRules rules(MonitorSettings.Retrain retrain) {
    return new RetrainRules(
        retrain.newLabels(),
        retrain.accuracy(),
        retrain.minAudited(),
        retrain.recent(),
        retrain.every(),
        retrain.coolDown());
  }
}
