package io.tocsin.inference.batch;

import io.tocsin.inference.model.PreparedText;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of topic {@code tweets}, ready for the model or not fit for it. */
public sealed interface IncomingTweet {
  /** Returns the record as it came. */
  ConsumerRecord<byte[], byte[]> record();

  /**
   * A tweet.
   *
   * @param id its own, or the one it was given
   */
  record Ready(ConsumerRecord<byte[], byte[]> record, String id, PreparedText text)
      implements IncomingTweet {}

  /**
   * A tweet's deletion: a record without a value.
   *
   * @param id of the tweet
   */
  record Deletion(ConsumerRecord<byte[], byte[]> record, String id) implements IncomingTweet {}

  /**
   * No tweet.
   *
   * @param reason in words, without its text
   */
  record Unfit(ConsumerRecord<byte[], byte[]> record, String reason) implements IncomingTweet {}
}
