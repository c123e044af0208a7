package io.tocsin.cli.alert;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.alert.Alert;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what surges, and what did. */
@Command(
    name = "alerts",
    description = {
      "Show what surges and what did: the term, how many tweets have it against how many are usual,"
          + " since when, and some of them by id.",
      "With --follow, each record as it is committed, until Ctrl-C; with --json then one object a"
          + " line."
    })
public final class AlertsCommand implements Callable<Integer> {
  private static final long SHOWN = 20;

  @Option(names = "--follow", description = "Show what goes on, then what is told, as it is told.")
  private boolean follow;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "So many surges at most: those that go on, then the newest. Default: 20. With --follow,"
              + " end after so many records. Default: never.")
  private Optional<Long> limit;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    UsageError.unless(command, limit.orElse(1L) > 0, "--limit: expected one or more");
    Console console = output.console();
    try (AlertStream alerts = new AlertStream(kafka.clients(state.folder()))) {
      if (follow) {
        follow(alerts, console);
      } else {
        List<Alert> surges = alerts.surges().stream().limit(limit.orElse(SHOWN)).toList();
        console.result(surges, AlertText.table(surges));
      }
    }
    return 0;
  }

  /** Begins with those that go on. */
  private void follow(AlertStream alerts, Console console) {
    List<Alert> next = alerts.surges().stream().filter(AlertStream::goesOn).toList();
    long left = limit.orElse(Long.MAX_VALUE);
    while (true) {
      next.stream().limit(left).forEach(alert -> show(alert, console));
      left -= next.size();
      if (left <= 0 || !console.isRead()) {
        return;
      }
      next = alerts.poll();
    }
  }

  private static void show(Alert alert, Console console) {
    console.out().println(console.json() ? AlertText.json(alert) : AlertText.line(alert));
    console.out().flush();
  }
}
