package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.data.LabelledTweet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How held-out rows and an adapter's answers on them are distributed: what the stream is compared
 * with.
 *
 * @param histograms by figure; none without rows
 * @param keywords absent without rows
 */
public record HeldOut(Map<String, Histogram> histograms, Optional<KeywordCounts> keywords) {
  /** Of no row. */
  static final HeldOut NONE = new HeldOut(Map.of(), Optional.empty());

  public HeldOut {
    histograms = Map.copyOf(histograms);
  }

  static HeldOut of(List<LabelledTweet> rows, List<Classification> answers) {
    return new HeldOut(HeldOutHistograms.of(rows, answers), Optional.of(keywords(rows)));
  }

  private static KeywordCounts keywords(List<LabelledTweet> rows) {
    Map<String, Long> counts =
        rows.stream()
            .map(row -> KeywordCounts.normal(row.keyword()))
            .filter(keyword -> !keyword.isEmpty())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long with = counts.values().stream().mapToLong(Long::longValue).sum();
    return new KeywordCounts(counts, rows.size() - with);
  }
}
