package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
      cluster.raw(Examples.utf8(" "), null);
      cluster.raw(Examples.utf8("textless"), Examples.utf8("{\"keyword\": \"fire\"}"));
      cluster.tweet("good", "Forest fire near La Ronge");

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> cluster.tags().size() + cluster.deadLetters().size() >= 6);

      Map<String, StoredLetter> letters = byKey(cluster.deadLetters());
      assertEquals(1, cluster.tags().size());
      assertEquals(5, letters.size());
      assertLetter(
          letters.get("broken"),
          Examples.utf8("{\"text\": \"never closed"),
          "not JSON: it ends too early");
      assertLetter(letters.get("bytes"), NOT_UTF8, "UTF-8");
      assertLetter(letters.get("blank"), Examples.utf8(" \n"), "white space");
      assertLetter(letters.get(" "), null, "found neither");
      assertLetter(
          letters.get("textless"), Examples.utf8("{\"keyword\": \"fire\"}"), "text: expected text");
      assertPositions(cluster, letters);
      assertEquals(5, replica.count("tocsin.inference.tweets", "outcome", "dead_lettered"));
    }
  }

  private static void assertLetter(StoredLetter letter, byte[] value, String reason) {
    assertArrayEquals(value, letter.source().value());
    assertTrue(letter.told().reason().contains(reason), letter.told().reason());
    assertEquals("inference-service", letter.told().reader());
  }

  private static void assertPositions(Cluster cluster, Map<String, StoredLetter> letters) {
    for (ConsumerRecord<byte[], byte[]> tweet : cluster.committed(Topics.TWEETS)) {
      if (letters.containsKey(key(tweet))) {
        assertEquals(ReadTweet.position(tweet), letters.get(key(tweet)).told().position());
      }
    }
  }

  private static Map<String, StoredLetter> byKey(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream()
        .map(StoredLetter::of)
        .collect(Collectors.toMap(letter -> key(letter.source()), Function.identity()));
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
