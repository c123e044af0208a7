package io.tocsin.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LevelTest {
  private static final double ALL = Double.POSITIVE_INFINITY;
  private static final AlertSpans SPANS =
      new AlertSpans(
          Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofHours(1), Duration.ofMinutes(5));

  @Test
  void countsWhatIsInTheWindow() {
    Level level = Level.nothing(10, SPANS).plusOne(10, SPANS).at(12, SPANS, ALL);

    assertEquals(2, level.plusOne(12, SPANS).count());
    assertEquals(1, level.plusOne(13, SPANS).at(13, SPANS, ALL).count());
  }

  @Test
  void learnsWhatLeavesTheWindowAndForgetsItSlowly() {
    Level level = Level.nothing(10, SPANS).plusOne(10, SPANS).plusOne(10, SPANS);

    assertEquals(0, level.at(12, SPANS, ALL).learned());
    assertEquals(2, level.at(13, SPANS, ALL).learned());
    assertEquals(2 * Math.exp(-1), level.at(73, SPANS, ALL).learned(), 1e-9);
  }

  @Test
  void isTheSameInOneStepAsInMany() {
    Level level = Level.nothing(10, SPANS).plusOne(10, SPANS).plusOne(9, SPANS);
    Level minuteByMinute = level;
    for (int bucket = 11; bucket <= 40; bucket++) {
      minuteByMinute = minuteByMinute.at(bucket, SPANS, ALL);
    }

    Level atOnce = level.at(40, SPANS, ALL);

    assertEquals(minuteByMinute.learned(), atOnce.learned(), 1e-12);
    assertEquals(minuteByMinute.counts(), atOnce.counts());
  }

  @Test
  void learnsNoMoreThanItIsToldOfABucket() {
    Level level = Level.nothing(10, SPANS);
    for (int i = 0; i < 9; i++) {
      level = level.plusOne(10, SPANS);
    }

    assertEquals(2.5, level.at(13, SPANS, 2.5).learned());
  }

  @Test
  void putsWhatComesLateWhereItBelongs() {
    Level level = Level.nothing(10, SPANS);

    assertEquals(1, level.plusOne(8, SPANS).at(10, SPANS, ALL).count());
    assertEquals(0, level.plusOne(8, SPANS).at(11, SPANS, ALL).count());
    assertEquals(1, level.plusOne(7, SPANS).learned());
    assertEquals(SPANS.weight(5), level.plusOne(2, SPANS).learned());
  }

  @Test
  void weighsTimeAsItWeighsCounts() {
    // One in every bucket: what is learned of it over the exposure is one a bucket.
    Level level = Level.nothing(0, SPANS);
    for (int bucket = 0; bucket < 500; bucket++) {
      level = level.at(bucket, SPANS, ALL).plusOne(bucket, SPANS);
    }

    assertEquals(1, level.learned() / SPANS.exposure(0, 499), 1e-9);
  }
}
