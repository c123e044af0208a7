package io.tocsin.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What differs between one broker and the next.
 *
 * @param dataDirectory where records and topics are kept, made if it is not there; only one broker
 *     may use it at a time
 * @param port on the loopback interface; 0 takes a free one
 * @param security absent to let everybody in, in plain text
 */
public record BrokerSettings(Path dataDirectory, int port, Optional<BrokerSecurity> security) {
  private static final int HIGHEST_PORT = 65535;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public BrokerSettings {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    if (dataDirectory.toString().contains(",")) {
      throw new IllegalArgumentException(
          "data directory: expected a path without commas, at which Kafka would cut it, found "
              + dataDirectory);
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port: expected 0 to " + HIGHEST_PORT + ", found " + port);
    }
  }

  /** Of a broker that lets everybody in. */
  public BrokerSettings(Path dataDirectory, int port) {
    this(dataDirectory, port, Optional.empty());
  }
}
