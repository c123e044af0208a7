package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartsTest {
  /**
   * Frozen for ever. The parts were computed by Python's hashlib, from texts normalised by hand.
   */
  @ParameterizedTest
  @CsvSource({
    "'', TRAIN",
    "quake, TRAIN",
    "tornado, TRAIN",
    "wildfire, TRAIN",
    "hurricane, TRAIN",
    "Flood 2024! 🌊, TRAIN",
    "storm, SELECT",
    "awwww.so sweet, SELECT",
    "What's up man?, SELECT",
    "Forest fire near La Ronge Sask. Canada, GATE",
    "cafe\u0301, GATE",
  })
  void neverMove(String text, Part part) {
    assertEquals(part, Parts.of(text));
  }

  @Test
  void countsHalfASurrogatePairAsAQuestionMark() {
    assertEquals(Parts.of("?lone"), Parts.of("\ud83d lone"));
  }

  @Test
  void nearDuplicatesShareAPart() {
    assertEquals(Part.SELECT, Parts.of("@bob  STORM http://t.co/abc 24"));
  }

  @Test
  void areEightyTenAndTenOfAHundred() {
    Map<Part, Integer> counts = new EnumMap<>(Part.class);

    // One Chinese character each: digits would be stripped.
    IntStream.range(0x4E00, 0x4E00 + 10_000)
        .forEach(
            character -> counts.merge(Parts.of(Character.toString(character)), 1, Integer::sum));

    assertEquals(0.8, counts.get(Part.TRAIN) / 10_000.0, 0.02);
    assertEquals(0.1, counts.get(Part.SELECT) / 10_000.0, 0.02);
    assertEquals(0.1, counts.get(Part.GATE) / 10_000.0, 0.02);
  }
}
