package io.tocsin.cli.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measurements as lines of {@code seconds,process,figure,value}. */
final class SoakCsv {
  private SoakCsv() {}

  static String of(List<Measurement> measured) {
    return Stream.concat(
            Stream.of("seconds,process,figure,value"), measured.stream().map(SoakCsv::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Measurement point) {
    return String.format(
        Locale.ROOT,
        "%.1f,%s,%s,%.3f",
        point.seconds(),
        point.process(),
        point.figure().name().toLowerCase(Locale.ROOT),
        point.value());
  }
}
