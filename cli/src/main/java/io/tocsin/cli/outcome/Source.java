package io.tocsin.cli.outcome;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of topic {@code tweets}, as far as its outcome must fit it. */
sealed interface Source {
  /**
   * A tweet: it is answered, or dead-lettered.
   *
   * @param at when its record was written, in milliseconds
   * @param words that the model is given
   */
  record TweetRecord(String id, long at, Words words) implements Source {
    /** Returns whether a tag speaks of this record. */
    boolean fits(Classification tag) {
      return tag.tweetId().equals(id) && tag.receivedAt().toEpochMilli() == at;
    }
  }

  /** What the model is given of a tweet. */
  record Words(String text, String keyword) {}

  /** A deletion: removals are its outcome. */
  record Deletion(String id) implements Source {}

  /** Neither: it is dead-lettered. */
  record Unreadable() implements Source {}

  /** Reads a record. */
  static Source of(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() == null) {
        return new Deletion(ReadTweet.deleted(record));
      }
      ReadTweet read = ReadTweet.of(record);
      Tweet tweet = read.tweet();
      return new TweetRecord(
          read.id(), record.timestamp(), new Words(tweet.text(), tweet.keyword().orElse("")));
    } catch (UnreadableMessageException e) {
      return new Unreadable();
    }
  }
}
