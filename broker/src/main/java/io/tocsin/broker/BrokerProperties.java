package io.tocsin.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/** The broker's settings by Kafka's names. */
final class BrokerProperties {
  private static final String FIXED = "broker.properties";
  private static final String FIXED_IF_SECURE = "security.properties";

  private BrokerProperties() {}

  /**
   * Returns those of a broker that lets everybody in.
   *
   * @param clients where clients connect
   * @param controller where the broker finds itself as its controller
   */
  static Properties of(Path logs, LoopbackPort clients, LoopbackPort controller) {
    Properties properties = fixed(FIXED);
    properties.put("log.dirs", logs.toString());
    properties.put(
        "listeners", "CLIENTS://" + clients.address() + ",CONTROLLER://" + controller.address());
    properties.put(
        "controller.quorum.voters", properties.getProperty("node.id") + "@" + controller.address());
    return properties;
  }

  /**
   * Changes them to those of one that does not.
   *
   * @param internal where the broker connects to itself
   */
  static void secure(
      Properties properties, BrokerSecurity security, InternalLogin login, LoopbackPort internal) {
    properties.putAll(fixed(FIXED_IF_SECURE));
    properties.compute(
        "listeners", (_, listeners) -> listeners + ",INTERNAL://" + internal.address());
    properties.putAll(login.listener("internal"));
    properties.putAll(login.listener("controller"));
    properties.putAll(security.prepare());
    properties.putAll(security.settings());
  }

  private static Properties fixed(String name) {
    Properties properties = new Properties();
    try (InputStream file = BrokerProperties.class.getResourceAsStream(name)) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
