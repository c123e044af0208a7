package io.tocsin.broker;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/**
 * How the broker proves to itself that it is the broker. The password is of one start only and
 * leaves the process nowhere; its connections stay on the loopback interface.
 */
final class InternalLogin {
  /** May do everything, as the administrator does: see security.properties. */
  private static final String USER = "broker";

  private final String password = RandomPassword.next();

  /**
   * Returns the settings of a listener, by Kafka's names; they serve its client too.
   *
   * @param name in lower case, as Kafka wants it
   */
  Map<String, String> listener(String name) {
    String prefix = "listener.name." + name;
    return Map.of(
        prefix + ".sasl.enabled.mechanisms",
        "PLAIN",
        prefix + ".plain.sasl.jaas.config",
        jaas() + " user_" + USER + "=\"" + password + "\";");
  }

  /** Returns an administrator that connects as the broker does. */
  Admin admin(LoopbackPort internal) {
    return Admin.create(client(internal));
  }

  private Map<String, Object> client(LoopbackPort internal) {
    return Map.of(
        "bootstrap.servers",
        internal.address(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        jaas() + ";");
  }

  private String jaas() {
    return "%s required username=\"%s\" password=\"%s\""
        .formatted(PlainLoginModule.class.getName(), USER, password);
  }
}
