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
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Commits what was computed, in its order, while the model computes more. Batches that wait are
 * committed together.
 */
final class CommitStage implements ModelStage.Handover {
  private static final Logger LOG = Logger.getLogger(CommitStage.class);

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
  private final LetterIndex letters;
  private final TagTransactions transactions;
  private final InferenceMetrics metrics;
  private final Backlog backlog;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);

  CommitStage(
      Epoch epoch,
      TagRecords records,
      LetterIndex letters,
      TagTransactions transactions,
      InferenceMetrics metrics,
      Backlog backlog) {
    this.epoch = epoch;
    this.records = records;
    this.letters = letters;
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
    if (!commit(newest, batches)) {
      Thread.sleep(backoff.next());
    }
  }

  /** Returns false if it must be tried again, with whatever the group has committed. */
  private boolean commit(long newest, List<ComputedBatch> batches) {
    Optional<Transaction> transaction = transaction(batches);
    Optional<ConsumerGroupMetadata> group =
        transaction.isPresent() ? epoch.beginCommit(newest) : Optional.empty();
    if (group.isEmpty()) {
      return transaction.isPresent();
    }
    try {
      Transaction whole = transaction.get();
      TagTransactions.Ending ending =
          transactions.commit(whole.written, whole.offsets, group.get());
      switch (ending) {
        case COMMITTED -> {
          batches.forEach(this::count);
          backoff.reset();
        }
        case ABORTED -> forget();
        case FENCED -> {
          metrics.fenced();
          forget();
        }
      }
      return ending == TagTransactions.Ending.COMMITTED;
    } finally {
      epoch.endCommit();
    }
  }

  /** Returns what is to be written; nothing if Kafka does not tell which letters to remove. */
  private Optional<Transaction> transaction(List<ComputedBatch> batches) {
    Transaction transaction = new Transaction();
    try {
      batches.forEach(transaction::add);
      return Optional.of(transaction);
    } catch (RetriableException e) {
      LOG.warnf("Waiting for the dead letters of tweets to delete: %s", e.getMessage());
      forget();
      return Optional.empty();
    }
  }

  private void forget() {
    metrics.aborted();
    epoch.raise();
  }

  private void count(ComputedBatch batch) {
    long now = System.currentTimeMillis();
    for (Outcome outcome : batch.outcomes()) {
      switch (outcome) {
        case Outcome.Answered answered ->
            metrics.answered(Duration.ofMillis(Math.max(0, now - answered.record().timestamp())));
        case Outcome.DeadLettered _ -> metrics.deadLettered();
        case Outcome.Deleted _ -> metrics.deleted();
      }
    }
    backlog.committed(batch);
  }

  /** What is written together. */
  private final class Transaction {
    private final List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final LetterRemovals removals = new LetterRemovals(letters);

    void add(ComputedBatch batch) {
      for (Outcome outcome : batch.outcomes()) {
        written.addAll(records.of(outcome, batch));
        written.addAll(removals.of(outcome));
        ConsumerRecord<byte[], byte[]> source = outcome.record();
        offsets.put(
            new TopicPartition(source.topic(), source.partition()),
            new OffsetAndMetadata(source.offset() + 1, source.leaderEpoch(), ""));
      }
    }
  }
}
