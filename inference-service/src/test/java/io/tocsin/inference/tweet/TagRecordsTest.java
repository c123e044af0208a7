package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.trace.RecordTraces;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class TagRecordsTest {
  private final TagRecords records =
      new TagRecords(Examples.BASE, new TweetTraces(RecordTraces.off(), "inference"));

  @Test
  void namesAllThatMadeATag() throws Exception {
    Outcome outcome = Outcomes.answered(5);

    ProducerRecord<byte[], byte[]> written = records(outcome).getFirst();

    Classification tag = MessageJson.read(written.value(), Classification.class);
    assertEquals("classifications", written.topic());
    assertEquals("id-5", new String(written.key(), StandardCharsets.UTF_8));
    assertEquals("id-5", tag.tweetId());
    assertEquals(Role.ACTIVE, tag.role());
    assertEquals("a", tag.adapterVersion());
    assertEquals(Examples.BASE, tag.baseFingerprint());
    assertEquals(Optional.of(8L), tag.rolloutOffset());
    assertEquals(0, tag.sourcePartition());
    assertEquals(5, tag.sourceOffset());
    assertEquals(4, tag.characters());
    assertEquals(Optional.of("fire"), tag.keyword());
    assertEquals(Map.of("not", 1.0, "disaster", 0.0), tag.logits());
    assertEquals("tweets-0-5-active", header(written, "ce_id"));
  }

  @Test
  void givesTheShadowATagOfItsOwn() throws Exception {
    Outcome outcome =
        new Outcome.Answered(
            Examples.record(5, "text"),
            "id-5",
            TweetText.of("text"),
            List.of(Outcomes.tag(Role.CANARY, "a"), Outcomes.tag(Role.SHADOW, "b")));

    List<ProducerRecord<byte[], byte[]>> written = records(outcome);

    assertEquals("tweets-0-5-canary", header(written.get(0), "ce_id"));
    assertEquals("tweets-0-5-shadow", header(written.get(1), "ce_id"));
  }

  @Test
  void countsCodePointsAndLeavesOutWhatIsNoKeyword() throws Exception {
    Outcome outcome =
        new Outcome.Answered(
            Examples.record(5, "text"),
            "id-5",
            new TweetText("\ud83d\udd25!", "k".repeat(201)),
            List.of(Outcomes.tag(Role.ACTIVE, "a")));

    Classification tag =
        MessageJson.read(records(outcome).getFirst().value(), Classification.class);

    assertEquals(2, tag.characters());
    assertEquals(Optional.empty(), tag.keyword());
  }

  @Test
  void sendsWhatCannotBeAnsweredToTheDeadLettersAsItCame() {
    Outcome outcome = new Outcome.DeadLettered(Examples.record(5, "{"), "not JSON");

    ProducerRecord<byte[], byte[]> written = records(outcome).getFirst();

    assertEquals("tweets-dlq", written.topic());
    assertArrayEquals(Examples.utf8("{"), written.value());
    assertEquals("not JSON", header(written, "dead-letter-reason"));
    assertEquals("5", header(written, "dead-letter-offset"));
    assertEquals("inference-service", header(written, "dead-letter-reader"));
  }

  @Test
  void takesTheLabelOfADeletedTweetBack() {
    Outcome outcome = new Outcome.Deleted(Examples.record(5, null), "gone");

    ProducerRecord<byte[], byte[]> written = records(outcome).getFirst();

    assertEquals("labels", written.topic());
    assertEquals("gone", new String(written.key(), StandardCharsets.UTF_8));
    assertNull(written.value());
  }

  private List<ProducerRecord<byte[], byte[]>> records(Outcome outcome) {
    return records.of(outcome, Outcomes.batch(0, List.of(outcome)));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
