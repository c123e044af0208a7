package io.tocsin.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

final class KeyPartitionTest {
  @Test
  void findsKeysWhereProducersPutThem() {
    int[] found = IntStream.range(0, 500).map(i -> KeyPartition.of(key(i), 12)).toArray();

    int[] put = IntStream.range(0, 500).map(KeyPartitionTest::put).toArray();
    assertEquals(12, IntStream.of(found).distinct().count());
    assertEquals(IntStream.of(put).boxed().toList(), IntStream.of(found).boxed().toList());
  }

  private static int put(int number) {
    return BuiltInPartitioner.partitionForKey(key(number), 12);
  }

  private static byte[] key(int number) {
    return ("tweet-☕-" + number).getBytes(UTF_8);
  }
}
