package io.tocsin.messaging.rollout;

import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Sends rollouts by a producer of its own. */
public final class ProducerOutbox implements RolloutDesk.Outbox, AutoCloseable {
  private final Producer<byte[], byte[]> producer;

  /**
   * Opens it.
   *
   * @param patience how long Kafka may take for a record
   */
  public ProducerOutbox(KafkaClients clients, Duration patience) {
    int half = Math.toIntExact(patience.toMillis() / 2);
    this.producer =
        clients.producer(
            Map.of(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, half,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, half - 100,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, half));
  }

  @Override
  public long send(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get().offset();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new KafkaException(
          "it is not known whether the record was written: " + e.getCause().getMessage(), e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
