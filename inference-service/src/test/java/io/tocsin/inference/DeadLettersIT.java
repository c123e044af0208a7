package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeadLettersIT {
  private static final byte[] NOT_UTF8 = {'F', (byte) 0xff, (byte) 0xfe};

  @Test
  void keepsWhatIsNoTweetAsItCameAndGoesOn(@TempDir Path folder) throws IOException {
    try (Cluster cluster = Cluster.start(folder.resolve("broker"));
        Replica replica = Replica.start(cluster, TestSettings.of(folder, "dead-letters"))) {
      cluster.raw(Examples.utf8("broken"), Examples.utf8("{\"text\": \"never closed"));
      cluster.raw(Examples.utf8("bytes"), NOT_UTF8);
      cluster.raw(Examples.utf8("blank"), Examples.utf8(" \n"));
      cluster.raw(Examples.utf8("nothing"), null);
      cluster.raw(Examples.utf8("textless"), Examples.utf8("{\"keyword\": \"fire\"}"));
      cluster.tweet("good", "Forest fire near La Ronge");

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> cluster.tags().size() + cluster.deadLetters().size() >= 6);

      Map<String, ConsumerRecord<byte[], byte[]>> letters = byKey(cluster.deadLetters());
      assertEquals(1, cluster.tags().size());
      assertEquals(5, letters.size());
      assertLetter(
          letters.get("broken"),
          Examples.utf8("{\"text\": \"never closed"),
          "not JSON: it ends too early");
      assertLetter(letters.get("bytes"), NOT_UTF8, "UTF-8");
      assertLetter(letters.get("blank"), Examples.utf8(" \n"), "white space");
      assertLetter(letters.get("nothing"), null, "found nothing");
      assertLetter(
          letters.get("textless"), Examples.utf8("{\"keyword\": \"fire\"}"), "text: expected text");
      assertPositions(cluster, letters);
      assertEquals(5, replica.count("tocsin.inference.tweets", "outcome", "dead_lettered"));
    }
  }

  private static void assertLetter(
      ConsumerRecord<byte[], byte[]> letter, byte[] value, String reason) {
    assertArrayEquals(value, letter.value());
    assertTrue(told(letter).reason().contains(reason), told(letter).reason());
    assertEquals("inference-service", told(letter).reader());
  }

  private static void assertPositions(
      Cluster cluster, Map<String, ConsumerRecord<byte[], byte[]>> letters) {
    for (ConsumerRecord<byte[], byte[]> tweet : cluster.committed(Topics.TWEETS)) {
      if (letters.containsKey(key(tweet))) {
        assertEquals(
            new RecordPosition(tweet.topic(), tweet.partition(), tweet.offset()),
            told(letters.get(key(tweet))).position());
      }
    }
  }

  private static DeadLetter told(ConsumerRecord<byte[], byte[]> letter) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : letter.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return DeadLetter.from(headers);
  }

  private static Map<String, ConsumerRecord<byte[], byte[]>> byKey(
      List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().collect(Collectors.toMap(DeadLettersIT::key, Function.identity()));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
