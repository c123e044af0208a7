package io.tocsin.ingest.tweet;

import io.tocsin.ingest.message.WrittenMessage;
import java.util.List;

/**
 * A tweet whose deletion Kafka has.
 *
 * @param id the tweet's
 * @param partition of topic {@code tweets}
 * @param offset of the deletion in that partition
 * @param removed what inference takes away as soon as it reads the deletion, and when its bytes are
 *     gone
 * @param remains what nobody can take away, and for how long
 */
record DeletedTweet(
    String id, int partition, long offset, List<String> removed, List<String> remains) {
  private static final List<String> REMOVED =
      List.of(
          "its label: no training that is asked for from now on learns from it; its bytes are gone"
              + " from topic labels after 8 days",
          "its dead letters: their bytes are gone from topics tweets-dlq and labels-dlq after a day");

  private static final List<String> REMAINS =
      List.of(
          "its record in topic tweets, for 7 days after it was written",
          "its tags in topic classifications, for 30 days: they hold its id and no text",
          "adapters that were trained on its label, with the labels stored beside them; so will those"
              + " of trainings that were asked for before");

  static DeletedTweet of(WrittenMessage written) {
    return new DeletedTweet(written.id(), written.partition(), written.offset(), REMOVED, REMAINS);
  }
}
