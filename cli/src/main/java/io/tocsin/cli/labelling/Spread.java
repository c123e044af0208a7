package io.tocsin.cli.labelling;

import java.util.Arrays;
import java.util.Locale;

/**
 * A sample in two figures.
 *
 * @param mean of the values
 * @param deviation the sample's standard deviation (over n − 1); 0 of a single value
 */
record Spread(double mean, double deviation) {
  static Spread of(double... values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
  }

  String percent() {
    return String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * mean, 100 * deviation);
  }

  String count() {
    return String.format(Locale.ROOT, "%,.0f ± %.0f", mean, deviation);
  }
}
