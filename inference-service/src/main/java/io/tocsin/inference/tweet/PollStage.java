package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.batch.Epoch;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.LineupSwitch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/**
 * Reads tweets, makes them ready while the model computes others, and keeps this replica in its
 * group, whether there is room for more or not. The consumer is this stage's alone.
 */
final class PollStage implements ConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(PollStage.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMITTED_PATIENCE = Duration.ofSeconds(5);

  /** Within the time that the group waits for us; afterwards the generation fences us. */
  private static final Duration TRANSACTION_PATIENCE = Duration.ofSeconds(20);

  private final Consumer<byte[], byte[]> consumer;
  private final Epoch epoch;
  private final LineupSwitch lineups;
  private final WorkQueue queue;
  private final InferenceMetrics metrics;
  private final Backlog backlog;
  private long read;
  private volatile boolean stopping;

  PollStage(
      Consumer<byte[], byte[]> consumer,
      Epoch epoch,
      LineupSwitch lineups,
      WorkQueue queue,
      InferenceMetrics metrics,
      Backlog backlog) {
    this.consumer = consumer;
    this.epoch = epoch;
    this.lineups = lineups;
    this.queue = queue;
    this.metrics = metrics;
    this.backlog = backlog;
    this.read = epoch.current();
  }

  /** Reads until it is told to stop. */
  void run() throws InterruptedException {
    consumer.subscribe(List.of(Topics.TWEETS.name()), this);
    while (!stopping) {
      try {
        if (epoch.current() != read) {
          rewind();
        }
        read();
      } catch (RetriableException e) {
        LOG.warnf("Waiting for Kafka: %s", e.getMessage());
      } catch (InterruptException e) {
        throw (InterruptedException) new InterruptedException().initCause(e);
      }
    }
  }

  /** Has it stop after the poll that is running. */
  void stop() {
    stopping = true;
  }

  private void read() throws InterruptedException {
    ConsumerRecords<byte[], byte[]> records = poll();
    epoch.joined(consumer.groupMetadata());
    if (epoch.current() != read) {
      return; // partitions went during the poll: what it brought is read again from where it counts
    }
    if (!records.isEmpty()) {
      List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
      records.forEach(list::add);
      Lineup lineup = lineups.current().orElseThrow();
      backlog.read(read, list);
      queue.add(read, TweetIntake.of(lineup.active().model(), list));
    }
    metrics.lag(lag());
  }

  private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
    if (queue.hasRoom()) {
      consumer.resume(consumer.paused());
      return consumer.poll(POLL);
    }
    consumer.pause(consumer.assignment());
    queue.awaitRoom(POLL);
    return consumer.poll(Duration.ZERO);
  }

  /** Goes back to the group's committed offsets, which the broker knows best. */
  private void rewind() {
    long target = epoch.current();
    queue.forgetTweets();
    Set<TopicPartition> assigned = consumer.assignment();
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(assigned, COMMITTED_PATIENCE);
    for (TopicPartition partition : assigned) {
      OffsetAndMetadata offset = committed.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
    read = target;
    backlog.read(read, List.of());
  }

  private long lag() {
    long ahead =
        consumer.assignment().stream()
            .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
            .sum();
    return ahead + backlog.tweets();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    LOG.infof("Partitions assigned: %s", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    LOG.infof("Partitions revoked: %s", partitions);
    forget();
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    LOG.warnf("Partitions lost: %s", partitions);
    forget();
  }

  private void forget() {
    queue.forgetTweets();
    try {
      if (!epoch.raiseAndAwait(TRANSACTION_PATIENCE)) {
        LOG.warn("A transaction still runs while partitions go: the group's generation decides");
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
