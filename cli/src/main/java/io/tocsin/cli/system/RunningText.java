package io.tocsin.cli.system;

import java.util.stream.Collectors;

/** What runs where, and what to try with it. */
final class RunningText {
  private static final String NEXT =
      """

      Try next:
        tocsin tweet --wait "Bridge collapsed, people trapped, send help"%1$s
        tocsin replay samples/tweets.csv --to labels%1$s
        tocsin retrain%1$s
        tocsin watch --text%1$s
        tocsin status%1$s
        tocsin down%1$s""";

  private RunningText() {}

  static String of(LocalSystem system, StateOptions options) {
    StateFolder state = options.folder();
    String processes =
        system.processes().stream()
            .map(RunningText::line)
            .collect(Collectors.joining("\n", "\nRunning:\n", "\n"));
    return processes
        + "  %-12s %s%n  %-12s %s%n".formatted("data", state.root(), "logs", state.logs())
        + NEXT.formatted(options.again());
  }

  private static String line(RecordedProcess process) {
    return "  %-12s %s"
        .formatted(process.name(), process.isBroker() ? process.address() : process.url());
  }
}
