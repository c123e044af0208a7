package io.tocsin.cli.system;

import java.util.stream.Collectors;

/** What runs where, and what to try with it. */
final class RunningText {
  private static final String NEXT =
      """

      Try next:
        tocsin tweet --wait "Bridge collapsed, people trapped, send help"
        tocsin replay samples/tweets.csv --to labels
        tocsin retrain
        tocsin watch --text
        tocsin status
        tocsin down""";

  private RunningText() {}

  static String of(LocalSystem system, StateFolder state) {
    String processes =
        system.processes().stream()
            .map(RunningText::line)
            .collect(Collectors.joining("\n", "\nRunning:\n", "\n"));
    return processes
        + "  %-12s %s%n  %-12s %s%n".formatted("data", state.root(), "logs", state.logs())
        + NEXT;
  }

  private static String line(RecordedProcess process) {
    return "  %-12s %s"
        .formatted(process.name(), process.isBroker() ? process.address() : process.url());
  }
}
