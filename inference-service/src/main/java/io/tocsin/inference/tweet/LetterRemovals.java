package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.TweetIds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What one transaction removes of dead letters, those that it writes itself among them. */
final class LetterRemovals {
  private final LetterIndex index;
  private final Map<RecordPosition, Set<String>> own = new HashMap<>();
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
        own.put(ReadTweet.position(record), TweetIds.of(record));
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
    Set<RecordPosition> letters = new HashSet<>(index.of(tweetId));
    own.forEach(
        (letter, ids) -> {
          if (ids.contains(tweetId)) {
            letters.add(letter);
          }
        });
    return letters.stream().map(LetterIndex::removal).toList();
  }
}
