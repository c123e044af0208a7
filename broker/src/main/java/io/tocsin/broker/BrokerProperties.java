package io.tocsin.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/** The broker's settings by Kafka's names. */
final class BrokerProperties {
  private static final String FIXED = "broker.properties";

  private BrokerProperties() {}

  /**
   * Returns all of them.
   *
   * @param clients where clients connect
   * @param controller where the broker finds itself as its controller
   */
  static Properties of(Path logs, LoopbackPort clients, LoopbackPort controller) {
    Properties properties = fixed();
    properties.put("log.dirs", logs.toString());
    properties.put(
        "listeners", "CLIENTS://" + clients.address() + ",CONTROLLER://" + controller.address());
    properties.put(
        "controller.quorum.voters", properties.getProperty("node.id") + "@" + controller.address());
    return properties;
  }

  private static Properties fixed() {
    Properties properties = new Properties();
    try (InputStream file = BrokerProperties.class.getResourceAsStream(FIXED)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
