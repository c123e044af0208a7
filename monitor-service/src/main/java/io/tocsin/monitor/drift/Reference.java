package io.tocsin.monitor.drift;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Figure;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.tweet.Softmax;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What an adapter was judged on, and the stream is compared with.
 *
 * @param figures by name; none for the untrained head, which was judged on nothing
 */
public record Reference(Map<String, Bins> figures) {
  /** Nothing to compare with. */
  public static final Reference NONE = new Reference(Map.of());

  private static final Map<String, ToDoubleFunction<Classification>> NUMBERS =
      Map.of(
          Figure.PROBABILITY,
          tag -> List.copyOf(Softmax.of(tag.logits()).values()).getLast(),
          Figure.TOKENS,
          Classification::tokens,
          Figure.CHARACTERS,
          Classification::characters,
          Figure.TOKENS_PER_CHARACTER,
          tag -> (double) tag.tokens() / tag.characters());

  static Reference of(AdapterPublished adapter) {
    Map<String, Bins> figures = new TreeMap<>();
    adapter
        .heldOutHistograms()
        .forEach(
            (figure, histogram) -> {
              if (NUMBERS.containsKey(figure)) {
                figures.put(figure, NumberBins.of(histogram, NUMBERS.get(figure)));
              }
            });
    adapter
        .heldOutKeywords()
        .ifPresent(keywords -> figures.put(Figure.KEYWORD, KeywordBins.of(keywords)));
    figures.values().removeIf(bins -> bins.rows() == 0);
    return new Reference(figures);
  }
}
