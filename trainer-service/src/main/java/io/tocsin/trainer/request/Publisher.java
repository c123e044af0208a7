package io.tocsin.trainer.request;

import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Writes what is told of a request together with its offset: both or neither. Each time with a new
 * producer: one that failed is never mended, and its open transaction ends when the next begins.
 */
final class Publisher {
  private static final Logger LOG = Logger.getLogger(Publisher.class);

  /** The thread that publishes also polls, which it must do again before it is given up on. */
  private static final int PATIENCE_MS = 15_000;

  private static final int REQUEST_MS = 5_000;

  private final KafkaClients clients;
  private final String transactionalId;

  /**
   * Prepares publishing.
   *
   * @param transactionalId of this replica alone
   */
  Publisher(KafkaClients clients, String transactionalId) {
    this.clients = clients;
    this.transactionalId = transactionalId;
  }

  /** How publishing ended. */
  enum Ending {
    DONE,
    UNKNOWN,
    /** Nothing was published, and never will be: a record is larger than Kafka takes. */
    TOO_LARGE
  }

  /**
   * Publishes.
   *
   * @param member of the group; unless it is of the group's current generation nothing is published
   */
  Ending publish(
      Consumer<byte[], byte[]> member,
      RequestPosition position,
      List<ProducerRecord<byte[], byte[]>> records) {
    Producer<byte[], byte[]> producer = null;
    try {
      producer = producer();
      producer.initTransactions();
      if (!isCommitted(member, position)) {
        transact(producer, member.groupMetadata(), position, records);
      }
      return Ending.DONE;
    } catch (KafkaException e) {
      if (isTooLarge(e)) {
        return Ending.TOO_LARGE;
      }
      LOG.warnf("%s is not published, trying again: %s", position, e.toString());
      return Ending.UNKNOWN;
    } finally {
      if (producer != null) {
        producer.close(Duration.ofMillis(REQUEST_MS));
      }
    }
  }

  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof RecordTooLargeException
        || (failure.getCause() != null && isTooLarge(failure.getCause()));
  }

  /** A commit whose answer was lost may have succeeded. */
  private static boolean isCommitted(Consumer<byte[], byte[]> member, RequestPosition position) {
    TopicPartition partition = position.partition();
    OffsetAndMetadata committed =
        member.committed(Set.of(partition), Duration.ofMillis(PATIENCE_MS)).get(partition);
    return committed != null && committed.offset() > position.offset();
  }

  private static void transact(
      Producer<byte[], byte[]> producer,
      ConsumerGroupMetadata member,
      RequestPosition position,
      List<ProducerRecord<byte[], byte[]>> records) {
    if (member.generationId() < 0) {
      // The broker would take it for a consumer without a group, and not refuse it.
      throw new CommitFailedException("this trainer is no member of its group at the moment");
    }
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      // Whether it arrived, the commit tells.
      var _ = producer.send(record);
    }
    producer.sendOffsetsToTransaction(
        Map.of(position.partition(), new OffsetAndMetadata(position.offset() + 1)), member);
    producer.commitTransaction();
  }

  private Producer<byte[], byte[]> producer() {
    return clients.transactional(
        transactionalId,
        Map.of(
            ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS));
  }
}
