package io.tocsin.cli.chaos;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;

/** Tags that were written and taken back: the faults did reach the middle of transactions. */
final class AbortedTags {
  private AbortedTags() {}

  /** Returns how many tags only readers of uncommitted records see. */
  static long count(KafkaClients clients) {
    try (Consumer<byte[], byte[]> all = clients.uncommittedReader();
        Consumer<byte[], byte[]> committed = clients.reader()) {
      return tags(all) - tags(committed);
    }
  }

  private static long tags(Consumer<byte[], byte[]> reader) {
    AtomicLong tags = new AtomicLong();
    new WholeTopics(reader)
        .read(List.of(Topics.CLASSIFICATIONS.name()), _ -> tags.incrementAndGet());
    return tags.get();
  }
}
