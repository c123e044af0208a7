package io.tocsin.monitor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PairCountsTest {
  /** By hand: 2 · 1/32, 2 · 11/1024; the others by scipy.stats.binomtest. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "0, 5, 0.0625",
    "1, 9, 0.021484375",
    "10, 3, 0.09228515625",
    "121, 59, 4.4344492637551645e-06",
    "500, 600, 0.0028195449914364284",
  })
  void testsExactly(long onlyChallenger, long onlyActive, double pValue) {
    assertEquals(pValue, differing(onlyChallenger, onlyActive).pValue(), 1e-9 * pValue);
  }

  /** By hand: 2^n / ((n + 1) · (n choose b)). */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "0, 5, 5.333333333333333",
    "2, 8, 2.068686868686869",
    "5, 20, 24.29051528181963",
    "0, 5000, 1.7976931348623157E308"
  })
  void weighsTheEvidence(long onlyChallenger, long onlyActive, double evidence) {
    assertEquals(evidence, differing(onlyChallenger, onlyActive).evidence(), 1e-6 * evidence);
  }

  /** The p-value, looked at as often, would promote one in six of them. */
  @Test
  void seldomPromotesByChanceHoweverOftenItIsLookedAt() {
    Random coin = new Random(7);
    int streams = 2_000;
    int misled = 0;
    for (int stream = 0; stream < streams; stream++) {
      misled += isEverPromoted(coin) ? 1 : 0;
    }

    assertTrue(misled <= 0.05 / 2 * streams, "misled by " + misled);
    assertTrue(misled > 0, "a test that nothing passes shows nothing");
  }

  private static boolean isEverPromoted(Random coin) {
    PairCounts counts = PairCounts.NONE;
    for (int pair = 0; pair < 300; pair++) {
      counts = counts.plus(coin.nextBoolean() ? differing(1, 0) : differing(0, 1));
      if (counts.evidence() >= 20 && counts.onlyChallenger() > counts.onlyActive()) {
        return true;
      }
    }
    return false;
  }

  private static PairCounts differing(long onlyChallenger, long onlyActive) {
    return new PairCounts(0, onlyChallenger, onlyActive, 0);
  }
}
