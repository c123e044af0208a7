package io.tocsin.e2e;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tags as inference writes them, many of now. */
final class Surge {
  /** Which no sample has. */
  static final String KEYWORD = "meteorite";

  private static final int MANY = 20;

  private Surge() {}

  static List<ProducerRecord<byte[], byte[]>> tags() {
    Instant now = Instant.now();
    return IntStream.range(0, MANY)
        .mapToObj(i -> tag("surge-" + now.toEpochMilli() + "-" + i, now))
        .map(
            tag ->
                new ProducerRecord<>(
                    Topics.CLASSIFICATIONS.name(),
                    tag.tweetId().getBytes(StandardCharsets.UTF_8),
                    MessageJson.write(tag)))
        .toList();
  }

  private static Classification tag(String tweetId, Instant at) {
    return new Classification(
        tweetId,
        "disaster",
        0.9,
        Map.of("not", -1.1, "disaster", 1.1),
        Role.ACTIVE,
        "a-test",
        "ab".repeat(32),
        Optional.empty(),
        0,
        0,
        20,
        80,
        Optional.of(KEYWORD),
        at,
        at);
  }
}
