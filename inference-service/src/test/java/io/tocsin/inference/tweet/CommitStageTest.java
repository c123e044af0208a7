package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.ComputedBatch;
import io.tocsin.inference.batch.Epoch;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.messaging.trace.RecordTraces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CommitStageTest {
  private static final TopicPartition PARTITION = new TopicPartition("tweets", 0);

  private final Epoch epoch = new Epoch();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Deque<MockProducer<byte[], byte[]>> spare = new ArrayDeque<>();
  private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> letters = new MockConsumer<>("none");
  private final TagTransactions transactions = new TagTransactions(this::nextProducer);
  private final TweetTraces traces = new TweetTraces(RecordTraces.off(), "inference");
  private final CommitStage stage =
      new CommitStage(
          epoch,
          new TagRecords(Examples.BASE, traces),
          new LetterIndex(() -> letters),
          transactions,
          new InferenceMetrics(registry),
          new Backlog(traces));

  @BeforeEach
  void join() {
    epoch.joined(new ConsumerGroupMetadata("inference", 1, "member", Optional.empty()));
  }

  @Test
  void commitsBatchesThatWaitTogetherWithTheirOffsets() throws Exception {
    MockProducer<byte[], byte[]> producer = producer();

    run(Outcomes.batch(0, 0, 3), Outcomes.batch(0, 3, 5));

    assertEquals(5, producer.history().size());
    assertEquals(1, producer.commitCount());
    assertEquals(
        List.of(Map.of("inference", Map.of(PARTITION, new OffsetAndMetadata(5)))),
        producer.consumerGroupOffsetsHistory());
    assertEquals(5, count("answered"));
  }

  @Test
  void writesNothingOfAnEarlierEpoch() throws Exception {
    MockProducer<byte[], byte[]> producer = producer();
    epoch.raise();

    run(Outcomes.batch(0, 0, 3), Outcomes.batch(1, 7, 9));

    assertEquals(2, producer.history().size());
    assertEquals(2, count("answered"));
  }

  @Test
  void forgetsWhatWasComputedAheadWhenATransactionFails() throws Exception {
    MockProducer<byte[], byte[]> producer = producer();
    producer.sendOffsetsToTransactionException = new CommitFailedException("another generation");

    run(Outcomes.batch(0, 0, 3));

    assertTrue(producer.transactionAborted());
    assertEquals(0, producer.history().size());
    assertEquals(1, epoch.current());
    assertEquals(0, count("answered"));
    assertEquals(1, registry.get("tocsin.inference.transactions.aborted").counter().count());
    assertEquals(1, fenced());
  }

  @Test
  void tellsAFailureFromAFencing() throws Exception {
    MockProducer<byte[], byte[]> producer = producer();
    producer.sendOffsetsToTransactionException = new KafkaException("disk full");

    run(Outcomes.batch(0, 0, 3));

    assertEquals(1, registry.get("tocsin.inference.transactions.aborted").counter().count());
    assertEquals(0, fenced());
  }

  @Test
  void asksAgainWhileKafkaDoesNotAnswer() throws Exception {
    Unanswered producer = new Unanswered();
    spare.add(producer);

    run(Outcomes.batch(0, 0, 3));

    assertEquals(1, producer.commitCount());
    assertEquals(3, count("answered"));
  }

  @Test
  void settlesAnUnknownOutcomeByAnotherProducer() throws Exception {
    MockProducer<byte[], byte[]> fenced = producer();
    MockProducer<byte[], byte[]> next = producer();
    fence(fenced);

    run(Outcomes.batch(0, 0, 3));

    assertTrue(fenced.closed());
    assertTrue(next.transactionInitialized());
    assertEquals(1, fenced());
    assertEquals(1, epoch.current());
  }

  @Test
  void endsWhenAnotherProcessBearsItsId() throws Exception {
    fence(producer());
    fence(producer());
    transactions.begin();
    stage.put(Outcomes.batch(0, 0, 3));
    stage.end();
    stage.run();
    stage.put(Outcomes.batch(1, 0, 3));

    ReplicaFencedException e = assertThrows(ReplicaFencedException.class, stage::run);

    assertTrue(e.getMessage().contains("tocsin.replica"), e.getMessage());
  }

  @Test
  void removesALetterThatTheSameTransactionWrites() throws Exception {
    haveNoLetters();
    MockProducer<byte[], byte[]> producer = producer();
    ConsumerRecord<byte[], byte[]> broken = Examples.record(4, "{\"id\": \"gone\"");
    Outcome letter = new Outcome.DeadLettered(Examples.record(3, "{\"id\": \"gone\"}"), "no text");
    Outcome other = new Outcome.DeadLettered(broken, "not JSON");
    Outcome deleted = new Outcome.Deleted(Examples.record(5, null), "gone");

    run(Outcomes.batch(0, List.of(letter, other, deleted)));

    assertEquals(
        List.of(
            "tweets-dlq tweets-0-3",
            "tweets-dlq tweets-0-4",
            "labels gone -",
            "tweets-dlq tweets-0-3 -"),
        producer.history().stream().map(CommitStageTest::shown).toList());
    assertEquals(1, count("deleted"));
    assertEquals(2, count("dead_lettered"));
  }

  @Test
  void deletesNothingByHalvesWhenKafkaDoesNotTellTheLetters() throws Exception {
    MockProducer<byte[], byte[]> producer = producer();
    letters.setOffsetsException(new TimeoutException("no answer"));
    haveNoLetters();

    run(Outcomes.batch(0, List.of(new Outcome.Deleted(Examples.record(5, null), "gone"))));

    assertEquals(0, producer.commitCount());
    assertEquals(1, epoch.current());
    assertEquals(0, count("deleted"));
  }

  private void haveNoLetters() {
    for (String topic : List.of("tweets-dlq", "labels-dlq")) {
      TopicPartition partition = new TopicPartition(topic, 0);
      letters.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
      letters.updateBeginningOffsets(Map.of(partition, 0L));
      letters.updateEndOffsets(Map.of(partition, 0L));
    }
  }

  private static String shown(ProducerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    return record.topic() + " " + key + (record.value() == null ? " -" : "");
  }

  private void run(ComputedBatch... batches) throws Exception {
    transactions.begin();
    for (ComputedBatch batch : batches) {
      stage.put(batch);
    }
    stage.end();
    stage.run();
  }

  private static void fence(MockProducer<byte[], byte[]> producer) {
    producer.commitTransactionException = new ProducerFencedException("a newer one");
    producer.abortTransactionException = new ProducerFencedException("a newer one");
  }

  private MockProducer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    spare.add(producer);
    return producer;
  }

  private Producer<byte[], byte[]> nextProducer() {
    made.add(spare.remove());
    return made.getLast();
  }

  private double fenced() {
    return registry.get("tocsin.inference.transactions.fenced").counter().count();
  }

  private double count(String outcome) {
    return registry.get("tocsin.inference.tweets").tag("outcome", outcome).counter().count();
  }

  /** Kafka that answers a commit only when it is asked again. */
  private static final class Unanswered extends MockProducer<byte[], byte[]> {
    private boolean asked;

    Unanswered() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void commitTransaction() throws KafkaException {
      if (!asked) {
        asked = true;
        throw new TimeoutException("no answer within a minute");
      }
      super.commitTransaction();
    }
  }
}
