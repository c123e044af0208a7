package io.tocsin.messaging.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a topic holds: they are a message, which comes back from its own JSON, or a dead
 * letter, which gives them back.
 */
final class MessagesFuzzTest {
  private static final Path GOLDEN = Path.of("../contracts/src/test/resources/golden");

  /** Every golden message, with the topics that could hold it. */
  static Stream<byte[]> messages() throws IOException {
    List<byte[]> messages = new ArrayList<>();
    try (Stream<Path> files = Files.list(GOLDEN)) {
      for (Path file : files.sorted().toList()) {
        String json = Files.readString(file);
        IntStream.range(0, Topics.SOURCES.size())
            .filter(topic -> isMessage(json, Topics.SOURCES.get(topic)))
            .mapToObj(topic -> Utf8.bytes((char) ('0' + topic) + json))
            .forEach(messages::add);
      }
    }
    return messages.stream();
  }

  private static boolean isMessage(String json, TopicDeclaration topic) {
    try {
      MessageJson.read(Utf8.bytes(json), topic.value());
      return true;
    } catch (UnreadableMessageException e) {
      return false;
    }
  }

  @MethodSource("messages")
  @FuzzTest(maxDuration = "2s")
  void readsOrSetsAside(byte[] input) throws UnreadableMessageException {
    if (input.length == 0) {
      return;
    }
    TopicDeclaration topic =
        Topics.SOURCES.get(Math.floorMod(input[0] - '0', Topics.SOURCES.size()));
    byte[] value = Arrays.copyOfRange(input, 1, input.length);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic.name(), 0, 0, new byte[0], value);
    try {
      Object message = read(topic, record);
      assertEquals(message, MessageJson.read(MessageJson.write(message), topic.value()));
    } catch (UnreadableMessageException e) {
      assertSetAside(topic, record, e.getMessage());
    }
  }

  private static Object read(TopicDeclaration topic, ConsumerRecord<byte[], byte[]> record)
      throws UnreadableMessageException {
    return topic.equals(Topics.TWEETS)
        ? ReadTweet.of(record).tweet()
        : MessageJson.read(record.value(), topic.value());
  }

  private static void assertSetAside(
      TopicDeclaration topic, ConsumerRecord<byte[], byte[]> record, String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetters(topic, "reader").of(record, reason, Instant.EPOCH);
    StoredLetter stored = StoredLetter.of(stored(letter));
    assertArrayEquals(record.value(), stored.source().value());
    assertEquals(TweetIds.of(record), stored.tweetIds());
  }

  private static ConsumerRecord<byte[], byte[]> stored(ProducerRecord<byte[], byte[]> letter) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(letter.topic(), 0, 0, letter.key(), letter.value());
    letter.headers().forEach(record.headers()::add);
    return record;
  }
}
