package io.tocsin.monitor.input;

import static io.tocsin.monitor.Examples.NOON;
import static io.tocsin.monitor.Examples.label;
import static io.tocsin.monitor.Examples.tag;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.monitor.TestStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InputsTest {
  @TempDir private Path folder;
  private TestStreams streams;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @ParameterizedTest
  @CsvSource({"{, it ends too early", "'', expected a Classification as JSON"})
  void keepsTagsThatCannotBeReadAsTheyCameAndGoesOn(String value, String reason) {
    byte[] bytes = value.getBytes(UTF_8);
    streams.write(Topics.CLASSIFICATIONS, "a", bytes, NOON);
    streams.tag(tag("b", "v1", 0.9));

    TestRecord<byte[], byte[]> letter = letters("classifications");

    assertArrayEquals(bytes, letter.value());
    assertTrue(header(letter, "dead-letter-reason").contains(reason));
    assertEquals("monitor-service", header(letter, "dead-letter-reader"));
    assertEquals("0", header(letter, "dead-letter-offset"));
    assertEquals(1, streams.sincePublication("v1", Role.ACTIVE).classifications());
  }

  @Test
  void keepsATagWhoseReasonRepeatsHalfACharacter() {
    byte[] bytes = "{\"logits\": {\"\\ud83d\": []}}".getBytes(UTF_8);
    streams.write(Topics.CLASSIFICATIONS, "a", bytes, NOON);

    TestRecord<byte[], byte[]> letter = letters("classifications");

    assertArrayEquals(bytes, letter.value());
    assertEquals(
        "logits.?: expected a number, found something else", header(letter, "dead-letter-reason"));
  }

  @Test
  void refusesTagsUnderAnotherKeyOrNone() {
    byte[] json = MessageJson.write(tag("b", "v1", 0.9));

    streams.write(Topics.CLASSIFICATIONS, "a", json, NOON);
    streams.write(Topics.CLASSIFICATIONS, null, json, NOON);

    List<TestRecord<byte[], byte[]>> letters =
        streams.records(Topics.deadLetters(Topics.CLASSIFICATIONS));
    assertTrue(header(letters.get(0), "dead-letter-reason").contains("the tag's tweetId"));
    assertTrue(header(letters.get(1), "dead-letter-reason").contains("expected the tweet's id"));
    assertEquals(List.of(), streams.written());
  }

  @Test
  void refusesTagsFromTheFutureWhichWouldLetEverythingExpire() {
    streams.tag(tag("a", "v1", Role.ACTIVE, 0.9, NOON.plus(Duration.ofDays(400))));
    streams.tag(tag("b", "v1", 0.9));
    streams.label(label("b", "disaster", LabelReason.AUDIT));

    assertTrue(header(letters("classifications"), "dead-letter-reason").contains("classifiedAt"));
    assertEquals(1, streams.sincePublication("v1", Role.ACTIVE).metrics().orElseThrow().rows());
  }

  @Test
  void refusesTagsFromBeforeTimeAndTooLargeOnes() {
    streams.write(
        Topics.CLASSIFICATIONS,
        "a",
        MessageJson.write(tag("a", "v1", Role.ACTIVE, 0.9, Instant.EPOCH.minusSeconds(1))),
        NOON);
    streams.tag(tag("b", "v".repeat(40_000), 0.9));

    List<TestRecord<byte[], byte[]>> letters =
        streams.records(Topics.deadLetters(Topics.CLASSIFICATIONS));

    assertTrue(header(letters.get(0), "dead-letter-reason").contains("classifiedAt"));
    assertTrue(header(letters.get(1), "dead-letter-reason").contains("at most 32768 bytes"));
  }

  @Test
  void takesALabelBackThatALaterOneReplacesWhichCannotBeRead() {
    streams.tag(tag("a", "v1", 0.9));
    streams.label(label("a", "disaster", LabelReason.AUDIT));

    streams.label(label("a", "storm", LabelReason.AUDIT));

    assertTrue(header(letters("labels"), "dead-letter-reason").contains("category"));
    assertEquals(Optional.empty(), streams.sincePublication("v1", Role.ACTIVE).metrics());
  }

  private TestRecord<byte[], byte[]> letters(String topic) {
    List<TestRecord<byte[], byte[]>> letters =
        streams.records(
            Topics.deadLetters(
                Topics.SOURCES.stream()
                    .filter(source -> source.name().equals(topic))
                    .findFirst()
                    .orElseThrow()));
    assertEquals(1, letters.size());
    return letters.getFirst();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
