package io.tocsin.inference.tweet;

import io.tocsin.inference.Backoff;
import io.tocsin.inference.batch.ComputedBatch;
import io.tocsin.inference.batch.Epoch;
import io.tocsin.inference.batch.ModelStage;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.inference.metric.InferenceMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Commits what was computed, in its order, while the model computes more. Batches that wait are
 * committed together.
 */
final class CommitStage implements ModelStage.Handover {
  /** The model may be ahead by so many batches. */
  private static final int MAX_AHEAD = 4;

  /** A rebalance may fence a transaction; what is refused again and again is tried more rarely. */
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Optional<ComputedBatch> END = Optional.empty();

  private final BlockingQueue<Optional<ComputedBatch>> computed =
      new ArrayBlockingQueue<>(MAX_AHEAD);
  private final Epoch epoch;
  private final TagRecords records;
  private final TagTransactions transactions;
  private final InferenceMetrics metrics;
  private final Backlog backlog;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);

  CommitStage(
      Epoch epoch,
      TagRecords records,
      TagTransactions transactions,
      InferenceMetrics metrics,
      Backlog backlog) {
    this.epoch = epoch;
    this.records = records;
    this.transactions = transactions;
    this.metrics = metrics;
    this.backlog = backlog;
  }

  @Override
  public void put(ComputedBatch batch) throws InterruptedException {
    computed.put(Optional.of(batch));
  }

  /** Says that nothing more will be computed. */
  void end() throws InterruptedException {
    computed.put(END);
  }

  /**
   * Commits until the end was said.
   *
   * @throws ReplicaFencedException if this process must end
   */
  void run() throws InterruptedException {
    boolean isEnd = false;
    while (!isEnd) {
      List<Optional<ComputedBatch>> waiting = new ArrayList<>();
      waiting.add(computed.take());
      computed.drainTo(waiting);
      isEnd = waiting.contains(END);
      commit(waiting.stream().flatMap(Optional::stream).toList());
    }
  }

  /** Epochs only rise: if the newest batch counts, those before it of the same epoch do too. */
  private void commit(List<ComputedBatch> waiting) throws InterruptedException {
    if (waiting.isEmpty()) {
      return;
    }
    long newest = waiting.getLast().epoch();
    List<ComputedBatch> batches =
        waiting.stream().filter(batch -> batch.epoch() == newest).toList();
    Transaction transaction = new Transaction();
    batches.forEach(transaction::add);
    Optional<ConsumerGroupMetadata> group = epoch.beginCommit(newest);
    if (group.isEmpty()) {
      return;
    }
    try {
      if (transactions.commit(transaction.written, transaction.offsets, group.get())) {
        batches.forEach(this::count);
        backoff.reset();
        return;
      }
      metrics.aborted();
      epoch.raise();
    } finally {
      epoch.endCommit();
    }
    Thread.sleep(backoff.next());
  }

  private void count(ComputedBatch batch) {
    long now = System.currentTimeMillis();
    for (Outcome outcome : batch.outcomes()) {
      switch (outcome) {
        case Outcome.Answered answered ->
            metrics.answered(Duration.ofMillis(Math.max(0, now - answered.record().timestamp())));
        case Outcome.DeadLettered _ -> metrics.deadLettered();
      }
    }
    backlog.committed(batch);
  }

  /** What is written together. */
  private final class Transaction {
    private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

    void add(ComputedBatch batch) {
      for (Outcome outcome : batch.outcomes()) {
        written.addAll(records.of(outcome, batch));
        ConsumerRecord<byte[], byte[]> source = outcome.record();
        offsets.put(
            new TopicPartition(source.topic(), source.partition()),
            new OffsetAndMetadata(source.offset() + 1, source.leaderEpoch(), ""));
      }
    }
  }
}
