package io.tocsin.ingest.tweet;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.ingest.message.WrittenMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
          "its label: no training that is asked for from now on learns from it; its bytes leave"
              + " topic labels with the first label in its partition after %s"
                  .formatted(days(Topics.LABELS)),
          "its dead letters: their bytes leave topics tweets-dlq and labels-dlq with the first letter"
              + " after %s".formatted(days(Topics.deadLetters(Topics.TWEETS))));

  private static final List<String> REMAINS =
      List.of(
          "its record in topic tweets, for %s after it was written".formatted(days(Topics.TWEETS)),
          "its tags in topic classifications, for %s: they hold its id and no text"
              .formatted(days(Topics.CLASSIFICATIONS)),
          "adapters that were trained on its label, with the labels stored beside them; so will those"
              + " of trainings that were asked for before");

  static DeletedTweet of(WrittenMessage written) {
    return new DeletedTweet(written.id(), written.partition(), written.offset(), REMOVED, REMAINS);
  }

  /** Returns when what was removed is gone, at the latest; else when all is. */
  private static String days(TopicDeclaration topic) {
    Map<String, String> settings = topic.settings();
    String millis = settings.getOrDefault("max.compaction.lag.ms", settings.get("retention.ms"));
    long days = Duration.ofMillis(Long.parseLong(millis)).toDays();
    return days == 1 ? "1 day" : days + " days";
  }
}
