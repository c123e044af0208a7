package io.tocsin.cli.evaluate;

import io.tocsin.llama.metrics.Metrics;
import java.util.List;

/**
 * Metrics in the form in which they are written down: see {@link Metrics} for what each means.
 *
 * @param confusion rows by true category, then by predicted category
 */
public record Figures(
    int n,
    double accuracy,
    double f1,
    double precision,
    double recall,
    double ece,
    double loss,
    List<List<Integer>> confusion) {

  public static Figures of(Metrics metrics) {
    return new Figures(
        metrics.n(),
        metrics.accuracy(),
        metrics.f1(),
        metrics.precision(),
        metrics.recall(),
        metrics.ece(),
        metrics.loss(),
        metrics.confusion().counts());
  }
}
