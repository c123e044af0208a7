package io.tocsin.monitor.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.Histogram;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FigureDriftTest {
  private static final DriftThresholds THRESHOLDS = new DriftThresholds(0.1, 0.25, 100);
  private static final List<Double> EDGES = List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);

  @Test
  void isTheSumOfDifferencesTimesLogarithmsOfQuotients() {
    Bins heldOut = heldOut(new Histogram(List.of(0.0, 1.0, 2.0), List.of(5000L, 5000L)));

    FigureDrift drift = drift(heldOut, List.of(8000L, 2000L)).orElseThrow();

    // 0.3 ln(0.8/0.5) − 0.3 ln(0.2/0.5) = 0.3 ln 4
    assertEquals(0.3 * Math.log(4), drift.index(), 1e-3);
    assertEquals(DriftLevel.DRIFTED, drift.level());
    assertEquals(10_000, drift.rows());
    assertEquals(10_000, drift.heldOutRows());
  }

  @Test
  void tellsAChangeToWatchFromAGreatOne() {
    Bins heldOut = heldOut(new Histogram(List.of(0.0, 1.0, 2.0), List.of(5000L, 5000L)));

    assertEquals(DriftLevel.STABLE, level(heldOut, List.of(6000L, 4000L)));
    assertEquals(DriftLevel.WATCH, level(heldOut, List.of(6800L, 3200L)));
    assertEquals(DriftLevel.DRIFTED, level(heldOut, List.of(7600L, 2400L)));
  }

  @Test
  void isFiniteWhereABinIsEmpty() {
    Bins heldOut = heldOut(new Histogram(List.of(0.0, 1.0, 2.0), List.of(50L, 50L)));

    assertTrue(Double.isFinite(drift(heldOut, List.of(200L, 0L)).orElseThrow().index()));
  }

  @Test
  void saysNothingOfTooFew() {
    Bins heldOut = heldOut(new Histogram(List.of(0.0, 1.0, 2.0), List.of(50L, 50L)));

    assertEquals(Optional.empty(), drift(heldOut, List.of(60L, 39L)));
  }

  @Test
  void rarelyTakesChanceForAChange() {
    // Given 80 held-out rows, of which the index alone would often be above 0.1
    Random random = new Random(1);
    int trials = 2000;
    int alarms = 0;
    int aboveThreshold = 0;
    for (int trial = 0; trial < trials; trial++) {
      Bins heldOut = heldOut(new Histogram(EDGES, uniform(random, 80)));

      // When the stream is the same
      Optional<FigureDrift> drift = drift(heldOut, uniform(random, 150));

      alarms += drift.filter(found -> found.level() != DriftLevel.STABLE).isPresent() ? 1 : 0;
      aboveThreshold += drift.filter(found -> found.index() >= 0.1).isPresent() ? 1 : 0;
    }

    assertTrue(aboveThreshold > trials / 10, aboveThreshold + " above 0.1");
    assertTrue(alarms < trials / 50, alarms + " alarms");
  }

  private static List<Long> uniform(Random random, int rows) {
    Long[] counts = {0L, 0L, 0L, 0L, 0L};
    for (int row = 0; row < rows; row++) {
      counts[random.nextInt(counts.length)]++;
    }
    return List.of(counts);
  }

  private static DriftLevel level(Bins heldOut, List<Long> counts) {
    return drift(heldOut, counts).orElseThrow().level();
  }

  private static Optional<FigureDrift> drift(Bins heldOut, List<Long> counts) {
    return FigureDrift.of(heldOut, counts, THRESHOLDS);
  }

  private static Bins heldOut(Histogram histogram) {
    return NumberBins.of(histogram, _ -> 0);
  }
}
