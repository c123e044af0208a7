package io.tocsin.cli.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that is to be.
 *
 * @param name within the system, such as {@code inference-2}
 * @param port where it will listen
 * @param command as a list of arguments
 * @param environment beside what it inherits
 * @param log where its output goes
 */
record Part(
    String name, int port, List<String> command, Map<String, String> environment, Path log) {
  static final String BROKER = "broker";
  static final String INGEST = "ingest";
  static final String TRAINER = "trainer";
  static final String MONITOR = "monitor";
  static final String INFERENCE = "inference";

  Part {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  boolean isBroker() {
    return name.equals(BROKER);
  }

  /** Returns the cluster that a service is to use; a broker uses none. */
  Optional<String> bootstrapServers() {
    return Optional.ofNullable(environment.get(Endpoints.BOOTSTRAP_SERVERS));
  }

  /**
   * Makes sure that the jar that is to run is there.
   *
   * @throws SystemException if it is not
   */
  void requireProgram() {
    int option = command.indexOf("-jar");
    if (option >= 0 && !Files.isRegularFile(Path.of(command.get(option + 1)))) {
      throw new SystemException(
          "%s: expected its program %s, found none: build it with ./tocsin, or mvn package"
              .formatted(name, command.get(option + 1)));
    }
  }
}
