package io.tocsin.e2e;

import static org.awaitility.Awaitility.await;

import io.tocsin.broker.BrokerSecurity;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.access.AccessRules;
import io.tocsin.broker.access.ScramUsers;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.Principal;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A broker that lets in the declared users, each to what was declared. */
final class SecureCluster implements AutoCloseable {
  /** Whose password no log may hold. */
  static final String PASSWORD = "top-secret-of-";

  private final Path directory;
  private final BrokerSecurity security;
  private final EmbeddedBroker broker;

  private SecureCluster(Path directory, BrokerSecurity security, EmbeddedBroker broker) {
    this.directory = directory;
    this.security = security;
    this.broker = broker;
  }

  static SecureCluster start(Path directory) {
    BrokerSecurity security =
        new BrokerSecurity(
            directory.resolve("security"),
            Map.of("authorizer.class.name", RecordingAuthorizer.class.getName()));
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("broker"), 0, Optional.of(security)));
    SecureCluster cluster = new SecureCluster(directory, security, broker);
    cluster.add(Access.ALL);
    return cluster;
  }

  /** Adds users and their rules, and waits until these hold. */
  void add(List<Principal> principals) {
    try (Admin admin = Admin.create(security.adminConnection())) {
      ScramUsers users = new ScramUsers(admin);
      principals.forEach(principal -> users.put(principal.name(), password(principal)));
      AccessRules rules = new AccessRules(admin);
      rules.apply(principals);
      await().until(() -> rules.check(principals).missing().isEmpty());
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  KafkaClients clients(Principal principal) {
    return new KafkaClients(new HashMap<>(settings(principal)));
  }

  /** Returns clients of somebody who may do everything. */
  KafkaClients adminClients() {
    return new KafkaClients(security.adminConnection());
  }

  /** Writes a user's settings as Kafka's tools take them. */
  Path file(Principal principal) throws IOException {
    Path file = directory.resolve(principal.name() + ".properties");
    Properties properties = new Properties();
    properties.putAll(settings(principal));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  /** Returns a program run as a user: the password in a file, all else in the environment. */
  List<String> as(Principal principal, List<String> program) throws IOException {
    return as(principal.name(), password(principal), program);
  }

  List<String> as(String user, String password, List<String> program) throws IOException {
    Path secrets = Files.createTempDirectory(directory, user);
    Map<String, String> settings = security.clientSettings(user, password);
    Files.writeString(
        secrets.resolve("kafka.sasl.jaas.config"), settings.get("sasl.jaas.config") + "\n");
    List<String> environment =
        List.of(
            "env",
            "KAFKA_SECURITY_PROTOCOL=" + settings.get("security.protocol"),
            "KAFKA_SASL_MECHANISM=" + settings.get("sasl.mechanism"),
            "KAFKA_SSL_TRUSTSTORE_TYPE=" + settings.get("ssl.truststore.type"),
            "KAFKA_SSL_TRUSTSTORE_LOCATION=" + settings.get("ssl.truststore.location"),
            "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS=" + secrets);
    return Stream.concat(environment.stream(), program.stream()).toList();
  }

  private static String password(Principal principal) {
    return PASSWORD + principal.name();
  }

  private Map<String, String> settings(Principal principal) {
    Map<String, String> settings =
        new HashMap<>(security.clientSettings(principal.name(), password(principal)));
    settings.put("bootstrap.servers", bootstrapServers());
    return settings;
  }

  @Override
  public void close() {
    broker.close();
  }
}
