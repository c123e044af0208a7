package io.tocsin.contracts.topic;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.tweet.Tweet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The one declaration of every topic. */
public final class Topics {
  /**
   * Of tweets, labels and classifications alike, so that a tweet, its labels and its tags lie in
   * partitions of one number, and one task of the monitor sees them all.
   */
  public static final int TWEET_PARTITIONS = 12;

  /** What a dead letter may be larger than its source: room for the headers that say why. */
  public static final int DEAD_LETTER_HEADROOM_BYTES = 64 * 1024;

  /** Leaves dead letters at 1 MiB, the most that Kafka's producers send unless told otherwise. */
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024 - DEAD_LETTER_HEADROOM_BYTES;

  /**
   * How long a request may wait for a trainer. The labels it froze must stay as long, even those
   * that newer ones have replaced since.
   */
  private static final Duration LONGEST_WAIT = Duration.ofDays(7);

  public static final TopicDeclaration TWEETS =
      topic("tweets", "tweet id", Tweet.class, TWEET_PARTITIONS, days(7));

  public static final TopicDeclaration LABELS =
      topic(
          "labels",
          "tweet id",
          Label.class,
          TWEET_PARTITIONS,
          new Retention.Compacted(LONGEST_WAIT));

  /** As many partitions as trainers may ever work side by side. */
  public static final TopicDeclaration RETRAIN_REQUESTS =
      topic(
          "retrain-requests",
          "request id",
          RetrainRequested.class,
          12,
          new Retention.Timed(LONGEST_WAIT));

  public static final TopicDeclaration TRAINING_PROGRESS =
      topic("training-progress", "request id", TrainingProgress.class, 1, days(30));

  /** Every replica reads the whole topic: more partitions would gain nothing. */
  public static final TopicDeclaration ADAPTERS =
      topic(
          "adapters",
          "adapter version",
          AdapterPublished.class,
          1,
          new Retention.Compacted(Duration.ZERO));

  /** One partition, so that an offset alone names a rollout. */
  public static final TopicDeclaration ROLLOUTS =
      topic("rollouts", "base fingerprint", Rollout.class, 1, new Retention.Unlimited());

  public static final TopicDeclaration CLASSIFICATIONS =
      topic("classifications", "tweet id", Classification.class, TWEET_PARTITIONS, days(30));

  public static final TopicDeclaration QUALITY =
      topic("quality", "adapter version", QualityWindow.class, 1, days(90));

  public static final TopicDeclaration ALERTS =
      topic("alerts", "category, kind and term", Alert.class, 1, days(90));

  /** The topics that messages travel in. */
  public static final List<TopicDeclaration> SOURCES =
      List.of(
          TWEETS,
          LABELS,
          RETRAIN_REQUESTS,
          TRAINING_PROGRESS,
          ADAPTERS,
          ROLLOUTS,
          CLASSIFICATIONS,
          QUALITY,
          ALERTS);

  /** All topics: each source, then the dead letters of each. */
  public static final List<TopicDeclaration> ALL =
      Stream.concat(SOURCES.stream(), SOURCES.stream().map(Topics::deadLetters)).toList();

  private Topics() {}

  /**
   * Returns the topic of the records of a source that could not be read. A letter's key is where
   * its record stands, which no other has: so each can be removed, or marked, and none replaces
   * another.
   */
  public static TopicDeclaration deadLetters(TopicDeclaration source) {
    return new TopicDeclaration(
        source.name() + "-dlq",
        "source position",
        byte[].class,
        1,
        new Retention.Removable(Duration.ofDays(30)),
        source.maxMessageBytes() + DEAD_LETTER_HEADROOM_BYTES);
  }

  private static TopicDeclaration topic(
      String name, String key, Class<?> value, int partitions, Retention retention) {
    return new TopicDeclaration(name, key, value, partitions, retention, MAX_MESSAGE_BYTES);
  }

  private static Retention days(int days) {
    return new Retention.Timed(Duration.ofDays(days));
  }
}
