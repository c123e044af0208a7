package io.tocsin.cli.system;

import io.tocsin.cli.kafka.Entrance;
import io.tocsin.cli.kafka.KafkaConfigOption;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.messaging.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
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
  @Mixin private KafkaConfigOption config;
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
            system.isRunning() ? kafka(system, endpoints, console) : Optional.empty());
    console.result(status, status.text());
    return status.isWell() ? 0 : 1;
  }

  private Optional<ClusterStatus> kafka(LocalSystem system, Endpoints endpoints, Console console) {
    try {
      return Optional.of(new ClusterReader(clients(system, endpoints)).read());
    } catch (KafkaException e) {
      console.progress("Kafka does not answer: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A broker of our own lets everybody in; settings are for a cluster that was there. */
  private KafkaClients clients(LocalSystem system, Endpoints endpoints) {
    if (system.processes().stream().anyMatch(RecordedProcess::isBroker)) {
      return KafkaClients.of(endpoints.bootstrapServers());
    }
    Map<String, Object> settings = config.settings();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, endpoints.bootstrapServers());
    return Entrance.open(settings);
  }
}
