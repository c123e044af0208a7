package io.tocsin.monitor.drift;

import static io.tocsin.monitor.Examples.tag;
import static io.tocsin.monitor.Examples.withKeyword;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.adapter.KeywordCounts;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KeywordBinsTest {
  /**
   * 100 rows: 20 without, 10 whose keyword was met once, 8 with a rare one, 62 with common ones.
   */
  private static final KeywordCounts HELD_OUT =
      new KeywordCounts(
          Map.ofEntries(
              Map.entry("flood", 32L),
              Map.entry("fire", 30L),
              Map.entry("storm", 4L),
              Map.entry("quake", 4L),
              Map.entry("one", 1L),
              Map.entry("two", 1L),
              Map.entry("three", 1L),
              Map.entry("four", 1L),
              Map.entry("five", 1L),
              Map.entry("six", 1L),
              Map.entry("seven", 1L),
              Map.entry("eight", 1L),
              Map.entry("nine", 1L),
              Map.entry("ten", 1L)),
          20);

  private final KeywordBins bins = KeywordBins.of(HELD_OUT);

  @Test
  void expectsAsManyUnknownKeywordsAsThereWereMetOnce() {
    double known = 70 / 80.0;

    assertEquals(5, bins.size());
    assertEquals(0.2, bins.expected().get(0));
    assertEquals(0.1, bins.expected().get(1));
    assertEquals(known * 0.18, bins.expected().get(2), 1e-9);
    assertEquals(known * 0.30, bins.expected().get(3), 1e-9);
    assertEquals(known * 0.32, bins.expected().get(4), 1e-9);
    assertEquals(1, bins.expected().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
  }

  @Test
  void findsTheBinHoweverAKeywordIsSpelt() {
    assertEquals(0, bins.bin(tag("a", "v1", 0.9)));
    assertEquals(1, bin("volcano"));
    assertEquals(2, bin("storm"));
    assertEquals(3, bin(" Fire"));
    assertEquals(4, bin("FLOOD"));
  }

  private int bin(String keyword) {
    return bins.bin(withKeyword(tag("a", "v1", 0.9), keyword));
  }
}
