package io.tocsin.cli.system;

import picocli.CommandLine.Option;

/** Where the processes of a system listen. */
public final class PortOptions {
  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Where Kafka's clients connect. 0 takes a free port, here and below.")
  private int broker;

  @Option(names = "--ingest-port", paramLabel = "PORT", defaultValue = "8081")
  private int ingest;

  @Option(names = "--trainer-port", paramLabel = "PORT", defaultValue = "8082")
  private int trainer;

  @Option(names = "--monitor-port", paramLabel = "PORT", defaultValue = "8084")
  private int monitor;

  @Option(
      names = "--inference-port",
      paramLabel = "PORT",
      defaultValue = "8083",
      description =
          "Of the first replica; the others take the ports after it, but for the monitor's.")
  private int inference;

  /**
   * Returns them.
   *
   * @throws IllegalArgumentException if one is no port
   */
  public SystemPorts ports() {
    return new SystemPorts(broker, ingest, trainer, monitor, inference);
  }
}
