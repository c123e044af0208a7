package io.tocsin.cli.system;

import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.Takeover;
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
 * @param adapters where adapters lie: an absolute path, or s3://bucket/prefix
 * @param device where models compute, as the services understand it; absent for their own choice
 * @param takeover what becomes of a new adapter that did better; absent for the trainer's own
 *     choice
 * @param cluster Kafka that is there already, as we connect to it; services have their own settings
 *     in the environment. Absent to run a broker, for which that environment is not meant
 * @param patience how long each process may take until it is ready
 */
public record SystemSettings(
    StateFolder state,
    Programs programs,
    SystemPorts ports,
    int replicas,
    Path base,
    String adapters,
    Optional<String> device,
    Optional<Takeover> takeover,
    Optional<KafkaClients> cluster,
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
