package io.tocsin.cli.labelling;

import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.messaging.labelling.Doubt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;

/** Tweets that are not labelled yet, in an order drawn once. */
final class Pool {
  private final SequencedMap<String, LabelledTweet> waiting = new LinkedHashMap<>();
  private Map<String, Map<String, Double>> before = Map.of();
  private Map<String, Map<String, Double>> newest = Map.of();

  Pool(Collection<LabelledTweet> tweets, long seed) {
    List<LabelledTweet> shuffled = new ArrayList<>(tweets);
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.forEach(tweet -> waiting.put(tweet.id(), tweet));
  }

  List<LabelledTweet> waiting() {
    return List.copyOf(waiting.values());
  }

  /** Takes note of what the newest version says of all that wait: probabilities by category. */
  void tagged(Map<String, Map<String, Double>> tags) {
    before = newest;
    newest = tags;
  }

  /** Takes tweets out, drawn at random. */
  List<LabelledTweet> draw(int count) {
    return take(waiting().stream().limit(count).toList());
  }

  /** Takes those out that come first. */
  List<LabelledTweet> first(Order order, int count) {
    return switch (order) {
      case RANDOM -> draw(count);
      case UNCERTAIN -> byDoubt(newest, Map.of(), count);
      case DISPUTED ->
          before.isEmpty() ? byDoubt(newest, Map.of(), count) : byDoubt(before, newest, count);
    };
  }

  private List<LabelledTweet> byDoubt(
      Map<String, Map<String, Double>> answers,
      Map<String, Map<String, Double>> shadows,
      int count) {
    return take(
        waiting().stream()
            .sorted(
                Comparator.comparingDouble(
                    tweet ->
                        Doubt.of(
                            answers.get(tweet.id()), Optional.ofNullable(shadows.get(tweet.id())))))
            .limit(count)
            .toList());
  }

  private List<LabelledTweet> take(List<LabelledTweet> chosen) {
    chosen.forEach(tweet -> waiting.remove(tweet.id()));
    return chosen;
  }
}
