package io.tocsin.cli.outcome;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Whether readers of committed records see all that there is. */
final class Settled {
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private static final Map<TopicPartition, OffsetSpec> ENDS =
      Stream.of(Topics.CLASSIFICATIONS, Topics.deadLetters(Topics.TWEETS), Topics.LABELS)
          .flatMap(Settled::partitions)
          .collect(Collectors.toUnmodifiableMap(partition -> partition, _ -> OffsetSpec.latest()));

  private Settled() {}

  /**
   * Waits until no transaction is open where outcomes are written: a commit that was answered may
   * take effect a moment later.
   *
   * @throws TimeoutException if one stays open
   */
  static void await(Admin admin, Duration patience) throws TimeoutException {
    long start = System.nanoTime();
    while (!ends(admin, IsolationLevel.READ_COMMITTED)
        .equals(ends(admin, IsolationLevel.READ_UNCOMMITTED))) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new TimeoutException(
            "expected no open transaction, found one, for %d s".formatted(patience.toSeconds()));
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation) {
    return AdminReply.of(admin.listOffsets(ENDS, new ListOffsetsOptions(isolation)).all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private static Stream<TopicPartition> partitions(TopicDeclaration topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }
}
