package io.tocsin.cli.system;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a system is to be.
 *
 * @param state where it keeps everything
 * @param programs what its processes run
 * @param ports where they listen
 * @param replicas so many inference services, from 1
 * @param base the base model's folder
 * @param device where models compute, as the services understand it; absent for their own choice
 * @param bootstrapServers a Kafka cluster that is there already; absent to run a broker
 * @param patience how long each process may take until it is ready
 */
public record SystemSettings(
    StateFolder state,
    Programs programs,
    SystemPorts ports,
    int replicas,
    Path base,
    Optional<String> device,
    Optional<String> bootstrapServers,
    Duration patience) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public SystemSettings {
    base = base.toAbsolutePath().normalize();
    if (replicas < 1) {
      throw new IllegalArgumentException("replicas: expected one or more, found " + replicas);
    }
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("timeout: expected more than none, found " + patience);
    }
    boolean inRange = ports.replicas(replicas).getLast() <= 65535;
    if (!inRange) {
      throw new IllegalArgumentException(
          "inference port %d: expected room for %d replicas below 65536"
              .formatted(ports.inference(), replicas));
    }
  }
}
