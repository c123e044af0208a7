package io.tocsin.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PointInTimeTest {
  private final PointInTime reader = new PointInTime();

  @Test
  void readsATime() {
    assertEquals(Instant.EPOCH, reader.convert("1970-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({"90s, PT90S", "30m, PT30M", "2h, PT2H", "7d, P7D"})
  void readsHowLongAgo(String text, Duration ago) {
    Instant before = Instant.now().minus(ago);

    Instant read = reader.convert(text);

    assertFalse(read.isBefore(before));
    assertFalse(read.isAfter(Instant.now().minus(ago)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2h30m", "-1d", "2026-01-01", "9999999999d"})
  void refusesOtherText(String text) {
    assertThrows(TypeConversionException.class, () -> reader.convert(text));
  }
}
