package io.tocsin.monitor.drift;

import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.classification.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Bins of keywords: none, one that no held-out row had, a rare one, and each common one by itself.
 * Held-out rows are few and keywords many, so some that are usual were not among them: their
 * expected share is that of the keywords met once (Good, The population frequencies of species,
 * 1953).
 *
 * @param common each with at least a twentieth of the held-out rows
 */
record KeywordBins(KeywordCounts heldOut, List<String> common, List<Double> expected, long rows)
    implements Bins {
  private static final int NONE = 0;
  private static final int UNKNOWN = 1;
  private static final int RARE = 2;
  private static final int FIRST_COMMON = 3;

  static KeywordBins of(KeywordCounts heldOut) {
    long with = heldOut.counts().values().stream().mapToLong(Long::longValue).sum();
    long rows = with + heldOut.without();
    long once = heldOut.counts().values().stream().filter(count -> count == 1).count();
    double known = with == 0 ? 0 : (double) (with - once) / with;
    List<String> common =
        heldOut.counts().entrySet().stream()
            .filter(keyword -> keyword.getValue() >= NumberBins.LEAST_SHARE * rows)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    long commonRows = common.stream().mapToLong(heldOut.counts()::get).sum();
    List<Double> expected = new ArrayList<>();
    expected.add((double) heldOut.without() / rows);
    expected.add((double) once / rows);
    expected.add(known * (with - commonRows) / rows);
    common.forEach(keyword -> expected.add(known * heldOut.counts().get(keyword) / rows));
    return new KeywordBins(heldOut, common, List.copyOf(expected), rows);
  }

  @Override
  public int bin(Classification tag) {
    Optional<String> keyword =
        tag.keyword().map(KeywordCounts::normal).filter(text -> !text.isEmpty());
    if (keyword.isEmpty()) {
      return NONE;
    }
    if (!heldOut.counts().containsKey(keyword.get())) {
      return UNKNOWN;
    }
    int place = common.indexOf(keyword.get());
    return place < 0 ? RARE : FIRST_COMMON + place;
  }
}
