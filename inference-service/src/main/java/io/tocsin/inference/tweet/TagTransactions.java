package io.tocsin.inference.tweet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
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
   * Another process that bears our id fences us, and we fence it, over and over. Once may be what
   * an earlier process left behind; a second time within so long is no chance.
   */
  private static final Duration FENCED_AGAIN = Duration.ofMinutes(1);

  /**
   * A transaction that took so long, as when the broker was away or this process was stopped, may
   * have been aborted for that alone.
   */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /** How a transaction ends. */
  enum Ending {
    COMMITTED,
    /** Nothing of it was written for readers to see. */
    ABORTED,
    /** As aborted: the broker refused what came too late, or from one of the past. */
    FENCED
  }

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final LongSupplier nanoTime;
  private Producer<byte[], byte[]> producer;
  private long begunAt;
  private long renewedAt;
  private boolean renewed;

  /**
   * Prepares transactions.
   *
   * @param producers makes producers that all have the transactional id of this replica
   */
  TagTransactions(Supplier<Producer<byte[], byte[]>> producers) {
    this(producers, System::nanoTime);
  }

  /** As above, by another clock. */
  TagTransactions(Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanoTime) {
    this.producers = producers;
    this.nanoTime = nanoTime;
  }

  /** Settles what a process of the same id left behind. */
  void begin() {
    producer = producers.get();
    untilAnswered(producer::initTransactions);
  }

  /**
   * Writes one transaction.
   *
   * @throws ReplicaFencedException if this process must end
   */
  Ending commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    begunAt = nanoTime.getAsLong();
    try {
      producer.beginTransaction();
      for (ProducerRecord<byte[], byte[]> record : records) {
        Future<RecordMetadata> _ = producer.send(record); // its failure is the commit's
      }
      producer.sendOffsetsToTransaction(offsets, group);
      untilAnswered(producer::commitTransaction);
      return Ending.COMMITTED;
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warnf("A transaction of %d records is aborted: %s", records.size(), e.toString());
      abort();
      return isFencing(e) ? Ending.FENCED : Ending.ABORTED;
    }
  }

  /** Another member has the partitions by now, or a newer producer the id, or time was over. */
  private static boolean isFencing(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommitFailedException
          || cause instanceof InvalidProducerEpochException
          || cause instanceof InvalidTxnStateException
          || cause instanceof ProducerFencedException) {
        return true;
      }
    }
    return false;
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
    LOG.warnf("The producer is replaced: %s", cause.toString());
    long now = nanoTime.getAsLong();
    if (now - begunAt < LONG.toNanos()) {
      if (renewed && now - renewedAt < FENCED_AGAIN.toNanos()) {
        throw new ReplicaFencedException(cause);
      }
      renewed = true;
      renewedAt = now;
    }
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
