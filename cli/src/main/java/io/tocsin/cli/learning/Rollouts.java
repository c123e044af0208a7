package io.tocsin.cli.learning;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Adapters and rollouts, as their topics and the replicas have them. */
final class Rollouts {
  private static final Duration KAFKA = Duration.ofSeconds(20);
  private static final String NAME = "demo";

  private final KafkaClients kafka;
  private final List<URI> replicas;
  private final Patience patience;

  Rollouts(KafkaClients kafka, List<URI> replicas, Patience patience) {
    this.kafka = kafka;
    this.replicas = replicas;
    this.patience = patience;
  }

  /** Returns the rollout in force of the only base. */
  Optional<RolloutInForce> inForce() {
    var ledger = LedgerReader.now(kafka, KAFKA);
    return ledger.bases().stream().findFirst().flatMap(base -> ledger.history(base).inForce());
  }

  /** Returns the rollout in force if it is another. */
  Optional<RolloutInForce> after(RolloutInForce earlier) {
    return inForce().filter(now -> now.offset() > earlier.offset());
  }

  /** Waits until every replica serves a rollout. */
  void awaitServed(RolloutInForce rollout) throws TimeoutException {
    for (URI replica : replicas) {
      InferenceClient client = new InferenceClient(replica, ServiceKey.ofEnvironment());
      var _ =
          patience.until(
              "rollout %d served by %s".formatted(rollout.offset(), replica),
              () ->
                  client
                      .rollouts()
                      .served()
                      .flatMap(InferenceClient.Served::rolloutOffset)
                      .filter(served -> served >= rollout.offset()));
    }
  }

  /** Announces an adapter and has it shadow the active one, as {@code tocsin rollout shadow}. */
  RolloutInForce shadow(AdapterPublished adapter, String why) {
    MessageWriter writer = new MessageWriter(URI.create("/tocsin/demo"));
    try (ProducerOutbox outbox = new ProducerOutbox(kafka, KAFKA)) {
      long _ =
          outbox.send(
              writer.record(Topics.ADAPTERS, adapter.version(), adapter, adapter.publishedAt()));
      return new RolloutDesk(kafka, outbox, writer, InstantSource.system(), KAFKA)
          .decide(
              new RolloutOrder(
                  new RolloutChange.StartShadow(adapter.version()),
                  NAME,
                  why,
                  Optional.of(adapter.baseFingerprint()),
                  Optional.empty()));
    }
  }
}
