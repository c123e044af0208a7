package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.TweetIds;
import io.tocsin.messaging.message.Utf8;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What one transaction removes of dead letters, those that it writes itself among them. */
final class LetterRemovals {
  private static final String LETTERS = Topics.deadLetters(Topics.TWEETS).name();

  private final LetterIndex index;
  private final Map<LetterIndex.Slot, Set<String>> own = new HashMap<>();
  private boolean fresh;

  LetterRemovals(LetterIndex index) {
    this.index = index;
  }

  /**
   * Takes the transaction's next outcome, and returns what it removes.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer
   */
  List<ProducerRecord<byte[], byte[]>> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _ -> List.of();
      case Outcome.DeadLettered(var record, var _) -> {
        byte[] key = Utf8.bytes(ReadTweet.position(record).toString());
        own.put(LetterIndex.Slot.of(LETTERS, key), TweetIds.of(record));
        yield List.of();
      }
      case Outcome.Deleted deleted -> removals(deleted.id());
    };
  }

  private List<ProducerRecord<byte[], byte[]>> removals(String tweetId) {
    if (!fresh) {
      index.refresh();
      fresh = true;
    }
    Set<LetterIndex.Slot> letters = new HashSet<>(index.of(tweetId));
    own.forEach(
        (letter, ids) -> {
          if (ids.contains(tweetId)) {
            letters.add(letter);
          }
        });
    return letters.stream().map(LetterIndex.Slot::removal).toList();
  }
}
