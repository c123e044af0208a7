package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] BROKEN = Examples.utf8("{");

  @Test
  void takesLabelAndLettersOfATweetBackOnceAndNothingElse(@TempDir Path folder) throws IOException {
    try (Cluster cluster = Cluster.start(folder.resolve("broker"))) {
      try (Replica replica = Replica.start(cluster, TestSettings.of(folder, "first"))) {
        cluster.raw(Examples.utf8("early"), BROKEN);
        cluster.raw(Examples.utf8("kept"), BROKEN);
        await().atMost(PATIENCE).until(() -> cluster.deadLetters().size() == 2);
        cluster.tweet("gone", "Forest fire near La Ronge");
        cluster.raw(Examples.utf8("gone"), BROKEN);
        cluster.raw(Examples.utf8("gone"), null);
        cluster.raw(Examples.utf8("gone"), BROKEN);
        await().atMost(PATIENCE).until(() -> outcomes(replica) == 6);

        assertEquals(1, replica.count("tocsin.inference.tweets", "outcome", "deleted"));
        assertEquals(List.of("gone"), takenBack(cluster));
        assertEquals(3, lettersLeft(cluster));
      }
      try (Replica replica = Replica.start(cluster, TestSettings.of(folder, "second"))) {
        cluster.raw(Examples.utf8("early"), null);
        await().atMost(PATIENCE).until(() -> outcomes(replica) == 1);

        assertEquals(List.of("early", "gone"), takenBack(cluster));
        assertEquals(2, lettersLeft(cluster));
        assertEquals(1, cluster.tags().size());
      }
    }
  }

  private static double outcomes(Replica replica) {
    return Stream.of("answered", "dead_lettered", "deleted")
        .mapToDouble(outcome -> replica.count("tocsin.inference.tweets", "outcome", outcome))
        .sum();
  }

  /** Returns whose labels were, in the order of the alphabet. */
  private static List<String> takenBack(Cluster cluster) {
    List<ConsumerRecord<byte[], byte[]>> records = cluster.committed(Topics.LABELS);
    records.forEach(record -> assertNull(record.value()));
    return records.stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  /** Returns how many letters compaction leaves. */
  private static int lettersLeft(Cluster cluster) {
    TopicDeclaration topic = Topics.deadLetters(Topics.TWEETS);
    Map<String, byte[]> last = new TreeMap<>();
    cluster
        .committed(topic)
        .forEach(
            letter -> last.put(new String(letter.key(), StandardCharsets.UTF_8), letter.value()));
    last.values().removeIf(Objects::isNull);
    return last.size();
  }
}
