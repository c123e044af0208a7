package io.tocsin.cli.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrendTest {
  private static final double HOUR = 3600;

  @Test
  void measuresWhatALineGrows() {
    Trend trend = trend(Figure.RESIDENT, seconds -> 500 + 100 * seconds / HOUR);

    assertEquals(75, trend.growth(), 0.1);
    assertEquals(562.5, trend.mean(), 0.1);
    assertFalse(trend.isFlat());
  }

  @Test
  void overlooksHowARunBegins() {
    Trend trend = trend(Figure.RESIDENT, seconds -> seconds < HOUR / 4 ? seconds : 1000);

    assertEquals(0, trend.growth(), 1e-6);
    assertTrue(trend.isFlat());
  }

  @Test
  void findsASmallLeakUnderALargeNoise() {
    Trend trend =
        trend(Figure.TENSORS, seconds -> 60 + 10 * seconds / HOUR + 5 * Math.sin(seconds));

    assertFalse(trend.isFlat(), trend::toString);
  }

  @Test
  void callsNoiseFlat() {
    assertTrue(trend(Figure.P99, seconds -> 900 + 200 * Math.sin(seconds)).isFlat());
    assertTrue(trend(Figure.HEAP, seconds -> 100 - 50 * seconds / HOUR).isFlat());
  }

  @Test
  void wantsEnoughToJudge() {
    List<Measurement> one = List.of(new Measurement(5, "inference", Figure.FILES, 100));

    assertThrows(IllegalArgumentException.class, () -> Trend.of(one));
  }

  private static Trend trend(Figure figure, DoubleUnaryOperator course) {
    return Trend.of(
        IntStream.rangeClosed(0, (int) HOUR / 5)
            .mapToDouble(sample -> 5 * sample)
            .mapToObj(
                seconds ->
                    new Measurement(seconds, "inference", figure, course.applyAsDouble(seconds)))
            .toList());
  }
}
