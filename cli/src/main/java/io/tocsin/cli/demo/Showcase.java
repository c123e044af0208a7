package io.tocsin.cli.demo;

import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.LabelledTweet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A dozen held-out tweets with the adapter's tags. */
record Showcase(List<Tagged> tweets) {
  private static final int SHOWN = 12;
  private static final int WIDTH = 72;

  Showcase {
    tweets = List.copyOf(tweets);
  }

  /**
   * A tweet with its tag.
   *
   * @param category what the adapter says
   * @param label what it is
   */
  record Tagged(String text, String category, double probability, String label) {
    String line() {
      String flat = text.replaceAll("\\s+", " ");
      String shown = flat.length() <= WIDTH ? flat : flat.substring(0, WIDTH - 1) + "…";
      String mark = category.equals(label) ? "✓" : "✗";
      return String.format(Locale.ROOT, "%-10s %.2f  %s  %s", category, probability, mark, shown);
    }
  }

  /** Tags tweets spread evenly over the held-out ones. */
  static Showcase of(LoadedBase base, Adapter adapter, List<LabelledTweet> heldOut) {
    int shown = Math.min(SHOWN, heldOut.size());
    List<LabelledTweet> rows =
        IntStream.range(0, shown).mapToObj(i -> heldOut.get(i * heldOut.size() / shown)).toList();
    int maxTokens = Integer.parseInt(AdapterOptions.MAX_LENGTH);
    List<Tagged> tagged = new ArrayList<>();
    try (Classifier classifier = new Classifier(base, maxTokens);
        ServedAdapter served = classifier.add(adapter)) {
      List<Classification> found =
          classifier.classifyTweets(served, rows.stream().map(LabelledTweet::tweet).toList());
      for (int i = 0; i < shown; i++) {
        Classification one = found.get(i);
        LabelledTweet row = rows.get(i);
        tagged.add(new Tagged(row.text(), one.category(), one.probability(), row.category()));
      }
    }
    return new Showcase(tagged);
  }

  String text() {
    return tweets.stream()
        .map(Tagged::line)
        .collect(Collectors.joining("\n", "Held-out tweets, tagged (✓ right, ✗ wrong):\n", ""));
  }
}
