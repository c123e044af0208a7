package io.tocsin.llama.train;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Tweets whose last words tell their category. */
final class Tweets {
  private static final List<String> OPENINGS = List.of("Today", "Look at this", "I saw", "Wow");
  private static final List<List<String>> ENDINGS =
      List.of(
          List.of("my lovely lunch", "a good movie", "the new song", "such great shoes"),
          List.of("houses on fire", "the deadly flood", "an earthquake", "a plane crash"));

  private Tweets() {}

  static Dataset separable(int count, long seed) {
    return new Dataset(rows(count, seed, 0), Categories.DISASTER);
  }

  /** Returns rows whose labels are all wrong. */
  static List<LabelledTweet> mislabelled(int count, long seed) {
    return rows(count, seed, 1);
  }

  private static List<LabelledTweet> rows(int count, long seed, int shift) {
    Random random = new Random(seed);
    List<LabelledTweet> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % 2;
      String opening =
          String.join(" ", Collections.nCopies(1 + random.nextInt(3), pick(OPENINGS, random)));
      String text = opening + " " + pick(ENDINGS.get(label), random);
      String category = Categories.DISASTER.names().get((label + shift) % 2);
      rows.add(new LabelledTweet("tweet-" + i, "", text, category));
    }
    return rows;
  }

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
