package io.tocsin.cli.demo;

import io.tocsin.cli.tag.TaggedRows;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.llama.data.LabelledTweet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A dozen held-out tweets with the adapter's tags. */
record Showcase(List<Tagged> tweets) {
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

  /** Picks tweets spread evenly over those that were tagged. */
  static Showcase of(TaggedRows tagged, int most) {
    int all = tagged.rows().size();
    int shown = Math.min(most, all);
    return new Showcase(
        IntStream.range(0, shown)
            .map(i -> i * all / shown)
            .mapToObj(i -> tagged(tagged, i))
            .toList());
  }

  private static Tagged tagged(TaggedRows tagged, int row) {
    LabelledTweet tweet = tagged.rows().get(row);
    Classification tag = tagged.tags().get(row).classification();
    return new Tagged(tweet.text(), tag.category(), tag.probability(), tweet.category());
  }

  List<String> lines() {
    return tweets.stream().map(Tagged::line).toList();
  }

  String text() {
    return tweets.stream()
        .map(Tagged::line)
        .collect(Collectors.joining("\n", "Held-out tweets, tagged (✓ right, ✗ wrong):\n", ""));
  }
}
