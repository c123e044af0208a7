package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CategoriesTest {
  @ParameterizedTest
  @CsvSource({"not, 0", "disaster, 1", "0, 0", "1, 1", "' disaster ', 1"})
  void findsLabelsByNameAndByIndex(String label, int index) {
    assertEquals(index, Categories.DISASTER.indexOf(label));
  }

  @Test
  void prefersNamesToIndices() {
    Categories stars = Categories.of("1", "2", "3");

    assertEquals(0, stars.indexOf("1"));
    assertEquals(0, stars.indexOf("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "01", "1.0", "+1", "Disaster", "", "٠", "99999999999"})
  void refusesUnknownLabels(String label) {
    assertThrows(IllegalArgumentException.class, () -> Categories.DISASTER.indexOf(label));
  }

  @Test
  void countsCategoriesWithoutRowsAsZero() {
    Categories categories = Categories.of("a", "b", "c");
    List<LabelledTweet> rows =
        List.of(new LabelledTweet("1", "", "x", "c"), new LabelledTweet("2", "", "y", "a"));

    assertArrayEquals(new int[] {2, 0}, categories.indices(rows));
    assertArrayEquals(new int[] {1, 0, 1}, categories.counts(rows));
  }

  @Test
  void refusesFewerThanTwoBlankOrEqualNames() {
    assertThrows(IllegalArgumentException.class, () -> Categories.of("one"));
    assertThrows(IllegalArgumentException.class, () -> Categories.of("a", " "));
    assertThrows(IllegalArgumentException.class, () -> Categories.of("a", "b", "a"));
  }
}
