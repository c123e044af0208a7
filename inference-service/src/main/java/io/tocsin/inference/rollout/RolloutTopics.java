package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.Backoff;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** Topics {@code adapters} and {@code rollouts}: every replica reads all of both, in no group. */
public final class RolloutTopics {
  private static final Logger LOG = Logger.getLogger(RolloutTopics.class);
  private static final List<String> TOPICS =
      List.of(Topics.ADAPTERS.name(), Topics.ROLLOUTS.name());
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final RolloutFollower follower;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private long settleAt = System.nanoTime();
  private volatile boolean stopping;

  /**
   * Prepares reading.
   *
   * @param consumer without a group; it stays the caller's to close
   */
  public RolloutTopics(Consumer<byte[], byte[]> consumer, RolloutFollower follower) {
    this.consumer = consumer;
    this.follower = follower;
  }

  /**
   * Reads both topics to their ends and has the first lineup loaded, waiting for broker and store
   * if need be.
   */
  public void catchUp() throws InterruptedException {
    boolean isDone = false;
    while (!isDone && !stopping) {
      try {
        readToEnds();
        follower.begin();
        isDone = true;
      } catch (RetriableException | IOException e) {
        LOG.warnf("Waiting for the rollout in force: %s", e.getMessage());
        Thread.sleep(backoff.next());
      }
    }
    backoff.reset();
  }

  /** Follows what is written from then on, until it is told to stop. */
  public void follow() throws InterruptedException {
    consumer.resume(consumer.paused());
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> records = poll();
      records.forEach(this::take);
      if (!records.isEmpty() || System.nanoTime() - settleAt >= 0) {
        settle();
      }
    }
  }

  /** Has it stop after the poll that is running. */
  public void stop() {
    stopping = true;
  }

  private void readToEnds() {
    new WholeTopics(consumer).read(TOPICS, this::take);
  }

  private void settle() throws InterruptedException {
    Duration wait = POLL;
    try {
      follower.settle();
      backoff.reset();
    } catch (IOException e) {
      wait = backoff.next();
      LOG.warnf("The old lineup serves on, trying again in %s: %s", wait, e.getMessage());
    }
    settleAt = System.nanoTime() + wait.toNanos();
  }

  private ConsumerRecords<byte[], byte[]> poll() throws InterruptedException {
    try {
      return consumer.poll(POLL);
    } catch (OffsetOutOfRangeException e) {
      consumer.seekToBeginning(e.partitions());
    } catch (RetriableException e) {
      LOG.warnf("Waiting for Kafka: %s", e.getMessage());
      Thread.sleep(POLL);
    }
    return ConsumerRecords.empty();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(Topics.ADAPTERS.name())) {
        takeAdapter(record);
      } else {
        follower.rollout(record.offset(), MessageJson.read(record.value(), Rollout.class));
      }
    } catch (UnreadableMessageException e) {
      RecordPosition position =
          new RecordPosition(record.topic(), record.partition(), record.offset());
      follower.unreadable(position.toString(), e.getMessage());
    }
  }

  private void takeAdapter(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    if (record.value() == null && record.key() != null) {
      follower.adapter(new String(record.key(), StandardCharsets.UTF_8), Optional.empty());
      return;
    }
    AdapterPublished adapter = MessageJson.read(record.value(), AdapterPublished.class);
    follower.adapter(adapter.version(), Optional.of(adapter));
  }
}
