package io.tocsin.monitor.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.monitor.store.JsonSerde;
import io.tocsin.monitor.tweet.Change;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Brings each answered tweet to where the tweet itself stands, which need not be where its id would
 * put it: producers have other partitioners, and some give no key. There its hashtags and its place
 * are known. From there one task takes all mentions up, since a term may be met in any partition.
 */
public final class Alerts {
  private Alerts() {}

  /** Adds all steps to a topology. */
  public static void addTo(
      StreamsBuilder builder,
      KStream<String, Change> changes,
      AlertRules rules,
      MeterRegistry registry) {
    builder.addStateStore(TweetTermsProcessor.store());
    KStream<String, Heard> deletions =
        builder.stream(
                Topics.TWEETS.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withName(Topics.TWEETS.name()))
            .process(
                TweetTermsProcessor::new,
                Named.as("tweet-terms-reader"),
                TweetTermsProcessor.STORE);
    AlertMeter meter = new AlertMeter(registry);
    answered(changes, rules)
        .process(MentionProcessor::new, Named.as("mentions-finder"), TweetTermsProcessor.STORE)
        .merge(deletions, Named.as("mentions-and-deletions"))
        .repartition(
            Repartitioned.<String, Heard>as("mentions")
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(Heard.class))
                .withNumberOfPartitions(1))
        .process(SurgeProcessor.by(rules, meter), Named.as("surges"))
        .to(
            Topics.ALERTS.name(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("alerts-topic"));
  }

  private static KStream<String, AnsweredTweet> answered(
      KStream<String, Change> changes, AlertRules rules) {
    return changes
        .flatMapValues(
            change ->
                AnsweredTweet.of(change)
                    .filter(tweet -> rules.categories().contains(tweet.category()))
                    .stream()
                    .toList(),
            Named.as("answered-tweets-finder"))
        .repartition(
            Repartitioned.<String, AnsweredTweet>as("answered-tweets")
                .withKeySerde(Serdes.String())
                .withValueSerde(new JsonSerde<>(AnsweredTweet.class))
                .withNumberOfPartitions(Topics.TWEET_PARTITIONS)
                .withStreamPartitioner(
                    (_, _, tweet, partitions) ->
                        Optional.of(Set.of(tweet.sourcePartition() % partitions))));
  }
}
