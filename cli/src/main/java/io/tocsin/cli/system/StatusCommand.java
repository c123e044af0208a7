package io.tocsin.cli.system;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how a system is. */
@Command(
    name = "status",
    description = {
      "Show the system's processes, its topics, how far readers are behind, which adapter answers,"
          + " and the last training.",
      "Exit code 0 if every process is ready, else 1."
    })
public final class StatusCommand implements Callable<Integer> {
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Console console = output.console();
    LocalSystem system = LocalSystem.in(state.folder());
    Endpoints endpoints = system.endpoints();
    Readiness readiness = new Readiness();
    List<ProcessStatus> processes =
        system.processes().stream().map(process -> ProcessStatus.of(process, readiness)).toList();
    SystemStatus status =
        new SystemStatus(
            state.folder().root().toString(),
            processes,
            system.isRunning() ? kafka(endpoints, console) : Optional.empty());
    console.result(status, status.text());
    return status.isWell() ? 0 : 1;
  }

  private static Optional<ClusterStatus> kafka(Endpoints endpoints, Console console) {
    try {
      return Optional.of(new ClusterReader(endpoints.bootstrapServers()).read());
    } catch (KafkaException e) {
      console.progress(
          "Kafka at %s does not answer: %s"
              .formatted(endpoints.bootstrapServers(), e.getMessage()));
      return Optional.empty();
    }
  }
}
