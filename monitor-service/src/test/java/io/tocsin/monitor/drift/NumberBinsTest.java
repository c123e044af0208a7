package io.tocsin.monitor.drift;

import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.classification.Classification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberBinsTest {
  private static final Classification ANY = tag("a", "v1", 0.9);

  @Test
  void joinsNeighboursUntilEachHoldsATwentieth() {
    Histogram histogram =
        new Histogram(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0), List.of(3L, 2L, 90L, 1L, 4L));

    NumberBins bins = NumberBins.of(histogram, _ -> 0);

    assertEquals(List.of(0.05, 0.9, 0.05), bins.expected());
    assertEquals(List.of(2.0, 3.0), bins.upperEdges());
    assertEquals(100, bins.rows());
  }

  @Test
  void addsWhatIsLeftToTheLastBin() {
    Histogram histogram = new Histogram(List.of(0.0, 1.0, 2.0, 3.0), List.of(50L, 49L, 1L));

    NumberBins bins = NumberBins.of(histogram, _ -> 0);

    assertEquals(List.of(0.5, 0.5), bins.expected());
    assertEquals(List.of(1.0), bins.upperEdges());
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "0, 0", "0.99, 0", "1, 1", "1.99, 1", "2, 2", "3, 2", "1000, 2"})
  void findsTheBinOfANumberWithinAndWithoutTheHistogram(double number, int bin) {
    Histogram histogram = new Histogram(List.of(0.0, 1.0, 2.0, 3.0), List.of(1L, 1L, 1L));

    assertEquals(bin, NumberBins.of(histogram, _ -> number).bin(ANY));
  }
}
