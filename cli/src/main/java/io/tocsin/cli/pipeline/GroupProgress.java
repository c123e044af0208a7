package io.tocsin.cli.pipeline;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the replicas' group has come, asked so rarely that asking costs nothing. */
public final class GroupProgress implements AutoCloseable {
  private static final String GROUP = ReplicaGroup.INFERENCE.groupId();
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private static final Map<TopicPartition, OffsetSpec> ENDS =
      IntStream.range(0, Topics.TWEETS.partitions())
          .mapToObj(partition -> new TopicPartition(Topics.TWEETS.name(), partition))
          .collect(Collectors.toUnmodifiableMap(partition -> partition, _ -> OffsetSpec.latest()));

  private final Admin admin;

  public GroupProgress(KafkaClients clients) {
    this.admin = clients.admin();
  }

  /**
   * Waits until the group has committed every tweet that is written by now.
   *
   * @throws TimeoutException if it commits nothing for too long
   */
  public void awaitEnd(Duration patience) throws TimeoutException {
    long end = ends();
    long committed = committed();
    long last = System.nanoTime();
    while (committed < end) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      long now = committed();
      last = now > committed ? System.nanoTime() : last;
      committed = now;
      if (System.nanoTime() - last > patience.toNanos()) {
        throw new TimeoutException(
            "expected %d tweets committed, found %d, and none in the last %d s"
                .formatted(end, committed, patience.toSeconds()));
      }
    }
  }

  private long ends() {
    return AdminReply.of(admin.listOffsets(ENDS).all()).values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  private long committed() {
    return AdminReply.of(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata())
        .values()
        .stream()
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
