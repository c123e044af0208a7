package io.tocsin.llama.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfusionTest {
  @Test
  void countsByTrueThenByPredictedCategory() {
    Confusion confusion =
        Confusion.of(3, new int[] {0, 1, 2, 2, 1, 0, 2}, new int[] {0, 1, 1, 2, 0, 0, 2});

    assertEquals(List.of(List.of(2, 0, 0), List.of(1, 1, 0), List.of(0, 1, 2)), confusion.counts());
    assertEquals(7, confusion.n());
    assertEquals(5 / 7.0, confusion.accuracy());
  }

  /** Of category 1: 3 hits, 4 predicted, 5 actual. */
  @Test
  void measuresACategory() {
    Confusion confusion = new Confusion(List.of(List.of(6, 1), List.of(2, 3)));

    assertEquals(3 / 4.0, confusion.precision(1));
    assertEquals(3 / 5.0, confusion.recall(1));
    assertEquals(6 / 9.0, confusion.f1(1));
  }

  @Test
  void callsNothingOfNothingZero() {
    Confusion confusion = new Confusion(List.of(List.of(0, 0), List.of(0, 0)));

    assertEquals(0, confusion.accuracy());
    assertEquals(0, confusion.precision(1));
    assertEquals(0, confusion.recall(1));
    assertEquals(0, confusion.f1(1));
  }

  @Test
  void refusesWhatIsNoMatrixOfCounts() {
    assertThrows(IllegalArgumentException.class, () -> new Confusion(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Confusion(List.of(List.of(1))));
    assertThrows(
        IllegalArgumentException.class, () -> new Confusion(List.of(List.of(1, 2), List.of(3))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Confusion(List.of(List.of(1, 2), List.of(3, -1))));
  }

  @Test
  void refusesIndicesThatAreNoCategory() {
    assertThrows(
        IllegalArgumentException.class, () -> Confusion.of(2, new int[] {2}, new int[] {0}));
    assertThrows(
        IllegalArgumentException.class, () -> Confusion.of(2, new int[] {0}, new int[] {-1}));
    assertThrows(
        IllegalArgumentException.class, () -> Confusion.of(2, new int[] {0, 1}, new int[] {0}));
  }
}
