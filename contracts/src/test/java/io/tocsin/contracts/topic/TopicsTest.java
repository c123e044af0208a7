package io.tocsin.contracts.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class TopicsTest {
  @Test
  void spreadsTweetsLabelsAndClassificationsAlike() {
    List<Integer> partitions =
        Stream.of(Topics.TWEETS, Topics.LABELS, Topics.CLASSIFICATIONS)
            .map(TopicDeclaration::partitions)
            .toList();

    assertEquals(List.of(12, 12, 12), partitions);
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.topic.Topics#SOURCES")
  void leavesDeadLettersRoomForTheirHeaders(TopicDeclaration source) {
    TopicDeclaration deadLetters = Topics.deadLetters(source);

    assertEquals(source.name() + "-dlq", deadLetters.name());
    assertEquals(64 * 1024, deadLetters.maxMessageBytes() - source.maxMessageBytes());
    assertTrue(Topics.ALL.contains(deadLetters));
  }

  @Test
  void keepsLabelsThatWereReplacedAsLongAsRequestsMayWait() {
    String wait = Topics.RETRAIN_REQUESTS.settings().get("retention.ms");

    assertEquals(wait, Topics.LABELS.settings().get("min.compaction.lag.ms"));
  }

  @Test
  void speaksKafkasLanguage() {
    assertEquals(
        Map.of("cleanup.policy", "delete", "retention.ms", "1000"),
        new Retention.Timed(Duration.ofSeconds(1)).settings());
    assertEquals(
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"),
        new Retention.Unlimited().settings());
    assertEquals(
        Map.of(
            "cleanup.policy", "compact",
            "min.compaction.lag.ms", "1000",
            "max.compaction.lag.ms", "86401000"),
        new Retention.Compacted(Duration.ofSeconds(1)).settings());
    assertEquals(
        Map.of(
            "cleanup.policy", "compact,delete",
            "retention.ms", "1000",
            "min.compaction.lag.ms", "0",
            "max.compaction.lag.ms", "86400000"),
        new Retention.Removable(Duration.ofSeconds(1)).settings());
  }

  @ParameterizedTest
  @CsvSource({
    "name, tweets/raw, 1, 1",
    "partitions, tweets, 0, 1",
    "maxMessageBytes, tweets, 1, 0"
  })
  void refusesWrongDeclarationsByName(
      String field, String name, int partitions, int maxMessageBytes) {
    Retention retention = new Retention.Unlimited();

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new TopicDeclaration(
                    name, "key", byte[].class, partitions, retention, maxMessageBytes));

    assertTrue(e.getMessage().startsWith(field + ": expected"), e.getMessage());
  }
}
