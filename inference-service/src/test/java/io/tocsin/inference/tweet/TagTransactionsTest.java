package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.inference.tweet.TagTransactions.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Producers that are all fenced, in transactions of some length. */
final class TagTransactionsTest {
  private static final ConsumerGroupMetadata MEMBER =
      new ConsumerGroupMetadata("inference", 1, "member", Optional.empty());

  private final AtomicLong now = new AtomicLong();

  @Test
  void goesOnWhenTransactionsWereAbortedForTheirAge() {
    TagTransactions transactions = fenced(Duration.ofSeconds(20));

    for (int i = 0; i < 5; i++) {
      assertEquals(Ending.FENCED, commit(transactions));
    }
  }

  @Test
  void endsWhenYoungTransactionsAreFencedAgain() {
    TagTransactions transactions = fenced(Duration.ofSeconds(1));

    assertEquals(Ending.FENCED, commit(transactions));
    assertThrows(ReplicaFencedException.class, () -> commit(transactions));
  }

  @Test
  void goesOnWhenThatHappensButRarely() {
    TagTransactions transactions = fenced(Duration.ofSeconds(1));

    for (int i = 0; i < 5; i++) {
      assertEquals(Ending.FENCED, commit(transactions));
      now.addAndGet(Duration.ofMinutes(2).toNanos());
    }
  }

  @Test
  void countsALateCommitAsFenced() {
    TagTransactions transactions =
        new TagTransactions(() -> producer(Duration.ZERO, new InvalidTxnStateException("late")));
    transactions.begin();

    assertEquals(Ending.FENCED, commit(transactions));
  }

  private TagTransactions fenced(Duration length) {
    TagTransactions transactions =
        new TagTransactions(
            () -> producer(length, new ProducerFencedException("a newer one")), now::get);
    transactions.begin();
    return transactions;
  }

  private static Ending commit(TagTransactions transactions) {
    return transactions.commit(
        List.of(), Map.of(new TopicPartition("tweets", 0), new OffsetAndMetadata(1)), MEMBER);
  }

  private Producer<byte[], byte[]> producer(Duration length, KafkaException failure) {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public void commitTransaction() throws KafkaException {
            now.addAndGet(length.toNanos());
            super.commitTransaction();
          }
        };
    producer.commitTransactionException = failure;
    producer.abortTransactionException = new ProducerFencedException("a newer one");
    return producer;
  }
}
