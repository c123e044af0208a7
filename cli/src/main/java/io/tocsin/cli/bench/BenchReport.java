package io.tocsin.cli.bench;

import io.tocsin.cli.output.Table;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured. Rates are those of the median step, or of the median epoch where rows differ
 * in length.
 *
 * @param rows their number and lengths
 * @param batch the most rows of a batch
 * @param usefulTflops 10¹² operations a second, as {@link io.tocsin.llama.model.MatmulWork} counts
 * @param loss of the last step, if steps were trained
 * @param peakMemoryBytes null if the machine does not tell
 */
record BenchReport(
    String shape,
    String mode,
    String device,
    String dtype,
    int threads,
    String rows,
    int batch,
    boolean recompute,
    double tokensPerSecond,
    double sequencesPerSecond,
    double usefulTflops,
    Optional<Float> loss,
    Optional<Long> peakMemoryBytes,
    String peakMemorySource,
    StepTimes stepSeconds) {

  String text() {
    String memory =
        peakMemoryBytes
            .map(bytes -> "%,d MiB (%s)".formatted(bytes >> 20, peakMemorySource))
            .orElse("unknown: " + peakMemorySource);
    String lastLoss = loss.map(value -> number("%.6f", value)).orElse("none");
    return Table.of("%s, %s, %s".formatted(shape, mode, rows), device + " " + dtype)
        .row("tokens/s", number("%,.0f", tokensPerSecond))
        .row("sequences/s", number("%,.1f", sequencesPerSecond))
        .row("useful TFLOP/s", number("%,.3f", usefulTflops))
        .row("median step", number("%.4f s", stepSeconds.median()))
        .row(
            "quartiles",
            number("%.4f s", stepSeconds.firstQuartile())
                + " to "
                + number("%.4f s", stepSeconds.thirdQuartile()))
        .row("last loss", lastLoss)
        .row("peak memory", memory)
        .toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
