package io.tocsin.cli.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class QuantilesTest {
  @Test
  void sumsUpWhateverTheOrder() {
    double[] descending = IntStream.rangeClosed(1, 200).mapToDouble(i -> 201 - i).toArray();

    Quantiles quantiles = Quantiles.of(descending);

    assertEquals(new Quantiles(100.5, 198, 200), quantiles);
  }

  @Test
  void takesTheOnlyValueForAll() {
    assertEquals(new Quantiles(7, 7, 7), Quantiles.of(7));
  }

  @Test
  void refusesAnEmptySample() {
    assertThrows(IllegalArgumentException.class, Quantiles::of);
  }
}
