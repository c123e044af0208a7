package io.tocsin.cli.pipeline;

import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Measures a running system and the model alone in turn, so that the machine's moods meet both. */
final class PipelineBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WARM_UP = 1000;
  private static final Duration HALF_LOAD = Duration.ofSeconds(20);

  private final KafkaClients clients;
  private final BareModel bare;
  private final List<TweetText> texts;
  private final Consumer<String> progress;

  /**
   * Prepares measuring.
   *
   * @param clients of the running system's cluster
   * @param texts used in turn by both
   * @param progress hears lines for people
   */
  PipelineBench(
      KafkaClients clients, BareModel bare, List<TweetText> texts, Consumer<String> progress) {
    this.clients = clients;
    this.bare = bare;
    this.texts = texts;
    this.progress = progress;
  }

  /** Rates of each round, in tweets a second. */
  record Rates(List<Double> bare, List<Double> pipeline) {}

  /**
   * Measures both in turn.
   *
   * @param tweets of each measurement
   * @throws TimeoutException if the system no longer answers
   */
  Rates rates(int rounds, int tweets) throws TimeoutException {
    progress.accept("warming up");
    bare.tweetsPerSecond(texts, WARM_UP);
    pipeline(WARM_UP);
    Rates rates = new Rates(new ArrayList<>(), new ArrayList<>());
    for (int round = 1; round <= rounds; round++) {
      rates.bare().add(bare.tweetsPerSecond(texts, tweets));
      rates.pipeline().add(pipeline(tweets));
      progress.accept(
          "round %d of %d: model alone %,.0f, pipeline %,.0f tweets/s"
              .formatted(round, rounds, rates.bare().getLast(), rates.pipeline().getLast()));
    }
    return rates;
  }

  /**
   * Neither writing the tweets nor reading the tags is the system's work: the clock runs from the
   * first batch that ends after all tweets are written, and tags are read when all is done.
   */
  private double pipeline(int tweets) throws TimeoutException {
    try (TagStream tags = new TagStream(clients);
        GroupProgress group = new GroupProgress(clients);
        TweetLoad load = new TweetLoad(clients, texts)) {
      Set<String> ids = load.burst(tweets);
      Instant written = Instant.now();
      group.awaitEnd(PATIENCE);
      NavigableMap<Instant, Long> batches = new TreeMap<>();
      for (Tag tag : tags.answers(ids, PATIENCE, _ -> {}).values()) {
        batches.merge(tag.classification().classifiedAt(), 1L, Long::sum);
      }
      return rate(batches.tailMap(written, true));
    }
  }

  private static double rate(NavigableMap<Instant, Long> batches) {
    if (batches.size() < 2) {
      throw new IllegalArgumentException(
          "expected several batches after the last tweet was written: give more --tweets");
    }
    Duration time = Duration.between(batches.firstKey(), batches.lastKey());
    long tags =
        batches.tailMap(batches.firstKey(), false).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return tags * 1e9 / time.toNanos();
  }

  /**
   * Measures latency while tweets come evenly.
   *
   * @return seconds from a tweet's record to the reader of its committed tag
   * @throws TimeoutException if the system no longer answers
   */
  Quantiles latency(double perSecond) throws TimeoutException {
    progress.accept("%,.0f tweets/s for %d s".formatted(perSecond, HALF_LOAD.toSeconds()));
    int tweets = (int) (perSecond * HALF_LOAD.toSeconds());
    try (ExecutorService sender = Executors.newSingleThreadExecutor();
        TagStream tags = new TagStream(clients);
        TweetLoad load = new TweetLoad(clients, texts)) {
      CompletableFuture<Set<String>> ids =
          CompletableFuture.supplyAsync(() -> load.paced(tweets, perSecond), sender);
      List<Tag> answers = tags.answers(tweets, PATIENCE);
      ids.join();
      return Quantiles.of(
          answers.stream().mapToDouble(tag -> tag.latency().toNanos() / 1e9).toArray());
    }
  }
}
