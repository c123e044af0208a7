package io.tocsin.inference.tweet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Writes records and offsets together or not at all. While the broker is away it waits. When its
 * outcome cannot be known, a new producer of the same id settles it: the broker then finishes what
 * was decided and aborts what was not.
 */
final class TagTransactions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TagTransactions.class);

  /**
   * A transaction that took too long, as when the broker was away, is aborted by the broker, which
   * fences its producer: that happens once. A second time within so long means that another process
   * bears our id.
   */
  private static final Duration FENCED_AGAIN = Duration.ofMinutes(1);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private Producer<byte[], byte[]> producer;
  private long renewedAt;
  private boolean renewed;

  /**
   * Prepares transactions.
   *
   * @param producers makes producers that all have the transactional id of this replica
   */
  TagTransactions(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /** Settles what a process of the same id left behind. */
  void begin() {
    producer = producers.get();
    untilAnswered(producer::initTransactions);
  }

  /**
   * Writes one transaction.
   *
   * @return whether it was committed; if not, nothing of it was written for readers to see
   * @throws ReplicaFencedException if this process must end
   */
  boolean commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    try {
      producer.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : records) {
        Future<RecordMetadata> _ = producer.send(record); // its failure is the commit's
      }
      producer.sendOffsetsToTransaction(offsets, group);
      untilAnswered(producer::commitTransaction);
      return true;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("A transaction of %d records is aborted: %s", records.size(), e.toString());
      abort();
      return false;
    }
  }

  private void abort() {
    try {
      untilAnswered(producer::abortTransaction);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      renew(e);
    }
  }

  private void renew(KafkaException cause) {
    if (renewed && System.nanoTime() - renewedAt < FENCED_AGAIN.toNanos()) {
      throw new ReplicaFencedException(cause);
    }
    LOG.warnf("The producer is replaced: %s", cause.toString());
    renewed = true;
    renewedAt = System.nanoTime();
    producer.close(Duration.ZERO);
    begin();
  }

  /** Kafka's calls give up after a minute, and may be repeated. */
  private static void untilAnswered(Runnable call) {
    boolean isAnswered = false;
    while (!isAnswered) {
      try {
        call.run();
        isAnswered = true;
      } catch (TimeoutException e) {
        LOG.warnf("Waiting for Kafka: %s", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE_PATIENCE);
    }
  }
}
