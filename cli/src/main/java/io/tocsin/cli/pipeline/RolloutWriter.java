package io.tocsin.cli.pipeline;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Announces adapters and puts one after the other in force, on a base without any rollout. */
public final class RolloutWriter implements AutoCloseable {
  private static final String WHO = "tocsin bench";

  private final MessageWriter writer = new MessageWriter(URI.create("/tocsin-bench"));
  private final Producer<byte[], byte[]> producer;
  private Optional<Long> inForce = Optional.empty();

  public RolloutWriter(KafkaClients clients) {
    this.producer = clients.producer();
  }

  public void announce(AdapterPublished adapter) {
    write(writer.record(Topics.ADAPTERS, adapter.version(), adapter, adapter.publishedAt()));
  }

  /** Has an adapter answer from now on, and returns the rollout's offset. */
  public long activate(AdapterPublished adapter) {
    Rollout rollout =
        new Rollout(
            adapter.baseFingerprint(),
            adapter.version(),
            Optional.empty(),
            Optional.empty(),
            inForce,
            WHO,
            "to measure the swap",
            Instant.now());
    long offset =
        write(
            writer.record(
                Topics.ROLLOUTS, adapter.baseFingerprint(), rollout, rollout.decidedAt()));
    inForce = Optional.of(offset);
    return offset;
  }

  private long write(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> written = producer.send(record);
    producer.flush();
    return written.resultNow().offset();
  }

  @Override
  public void close() {
    producer.close();
  }
}
