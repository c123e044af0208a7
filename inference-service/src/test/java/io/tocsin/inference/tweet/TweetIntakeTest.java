package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.inference.Examples;
import io.tocsin.inference.batch.IncomingTweet;
import io.tocsin.inference.model.FakeModel;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class TweetIntakeTest {
  @Test
  void keepsTheOrderWhateverIsUnfit() {
    List<IncomingTweet> incoming =
        TweetIntake.of(
            new FakeModel(),
            List.of(
                Examples.record(0, "plain text"),
                Examples.record(1, "{\"text\":"),
                Examples.record(2, "{\"text\": \"as JSON\"}")));

    assertEquals(
        List.of(0L, 1L, 2L), incoming.stream().map(tweet -> tweet.record().offset()).toList());
    assertInstanceOf(IncomingTweet.Ready.class, incoming.get(0));
    assertInstanceOf(IncomingTweet.Unfit.class, incoming.get(1));
    assertInstanceOf(IncomingTweet.Ready.class, incoming.get(2));
  }

  @Test
  void namesATweetByItsIdElseItsKeyElseItsPosition() {
    byte[] text = Examples.utf8("text");
    List<String> ids =
        Stream.of(
                record(Examples.utf8("key"), Examples.utf8("{\"id\": \"own\", \"text\": \"t\"}")),
                record(Examples.utf8("key"), text),
                record(null, text),
                record(new byte[] {(byte) 0xff}, text))
            .map(TweetIntakeTest::id)
            .toList();

    assertEquals(List.of("own", "key", "tweets-3-8", "tweets-3-8"), ids);
  }

  @Test
  void refusesAnIdThatNoTagCouldBear() {
    IncomingTweet incoming =
        TweetIntake.of(
                new FakeModel(), List.of(record(Examples.utf8("k".repeat(1001)), new byte[] {65})))
            .getFirst();

    String reason = ((IncomingTweet.Unfit) incoming).reason();
    assertTrue(reason.contains("expected at most 1000 characters, found 1001"), reason);
  }

  @Test
  void takesARecordWithoutAValueForADeletion() {
    IncomingTweet incoming = incoming(record(Examples.utf8("key"), null));

    assertEquals("key", ((IncomingTweet.Deletion) incoming).id());
  }

  @Test
  void refusesADeletionThatNamesNoTweet() {
    for (byte[] key : new byte[][] {null, {}, {(byte) 0xff}, {' '}}) {
      String reason = ((IncomingTweet.Unfit) incoming(record(key, null))).reason();

      assertEquals("expected a tweet, or the key of one to delete, found neither", reason);
    }
  }

  private static IncomingTweet incoming(ConsumerRecord<byte[], byte[]> record) {
    return TweetIntake.of(new FakeModel(), List.of(record)).getFirst();
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    IncomingTweet incoming = TweetIntake.of(new FakeModel(), List.of(record)).getFirst();
    return ((IncomingTweet.Ready) incoming).id();
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ConsumerRecord<>("tweets", 3, 8, key, value);
  }
}
