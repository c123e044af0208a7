package io.tocsin.cli.system;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the processes listen, on the loopback interface. 0 takes a free port.
 *
 * @param broker where Kafka's clients connect
 * @param ingest of the ingest service
 * @param trainer of the trainer
 * @param monitor of the monitor
 * @param inference of the first inference replica; the others follow, but for the monitor's
 */
public record SystemPorts(int broker, int ingest, int trainer, int monitor, int inference) {
  /** Free ones, for systems side by side. */
  public static final SystemPorts FREE = new SystemPorts(0, 0, 0, 0, 0);

  private static final int HIGHEST = 65535;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public SystemPorts {
    for (int port : List.of(broker, ingest, trainer, monitor, inference)) {
      if (port < 0 || port > HIGHEST) {
        throw new IllegalArgumentException("port: expected 0 to " + HIGHEST + ", found " + port);
      }
    }
  }

  /** Returns a port for each inference replica. */
  List<Integer> replicas(int count) {
    List<Integer> ports = new ArrayList<>();
    for (int port = inference; ports.size() < count; port += inference == 0 ? 0 : 1) {
      if (port == 0 || port == inference || port != monitor) {
        ports.add(port);
      }
    }
    return ports;
  }
}
