package io.tocsin.training;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Round values along an axis that begins at zero.
 *
 * @param step 1, 2 or 5 times a power of ten
 * @param count of the steps
 */
public record TickMarks(BigDecimal step, int count) {
  private static final List<Integer> ROUND = List.of(1, 2, 5, 10);

  /**
   * Returns the marks of an axis that holds a value.
   *
   * @param value above zero; no mark but perhaps the last lies beyond it
   * @param marks about as many as this, at most
   */
  public static TickMarks upTo(double value, int marks) {
    double rough = value / marks;
    int power = (int) Math.floor(Math.log10(rough));
    double scale = Math.pow(10, power);
    int round = ROUND.stream().filter(factor -> factor * scale >= rough).findFirst().orElse(10);
    BigDecimal step = BigDecimal.valueOf(round).scaleByPowerOfTen(power);
    return new TickMarks(step, (int) Math.ceil(value / step.doubleValue()));
  }

  /** Returns the values, zero first. */
  public List<Double> values() {
    return IntStream.rangeClosed(0, count).mapToObj(this::value).toList();
  }

  /** Returns the largest value. */
  public double last() {
    return value(count);
  }

  /** Returns a value in digits, all with as many after the point. */
  public String label(double value) {
    int digits = Math.max(0, step.stripTrailingZeros().scale());
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  private double value(int mark) {
    return step.multiply(BigDecimal.valueOf(mark)).doubleValue();
  }
}
