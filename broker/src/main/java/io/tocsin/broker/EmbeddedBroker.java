package io.tocsin.broker;

import io.tocsin.broker.access.ScramUsers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A running Kafka broker of one node, which is its own controller. It listens on the loopback
 * interface only, knows transactions, creates no topics by itself, and finds its data again when it
 * is started on the same directory. It lets everybody in, unless its settings say otherwise.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** Any will do as long as it stays: a data directory remembers it. */
  private static final String CLUSTER_ID = "dG9jc2luLWJyb2tlci0wMQ";

  private final KafkaRaftServer server;
  private final DataDirectory data;
  private final LoopbackPort port;

  private EmbeddedBroker(KafkaRaftServer server, DataDirectory data, LoopbackPort port) {
    this.server = server;
    this.data = data;
    this.port = port;
  }

  /**
   * Starts a broker and returns once it serves clients.
   *
   * @throws BrokerException if the port is taken, another broker uses the data directory, or Kafka
   *     does not start
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    DataDirectory data = DataDirectory.take(settings.dataDirectory());
    try {
      List<LoopbackPort> ports = LoopbackPort.free(settings.port(), 0, 0);
      LoopbackPort port = ports.get(0);
      Properties properties = BrokerProperties.of(data.logs(), port, ports.get(1));
      KafkaRaftServer server =
          settings
              .security()
              .map(security -> secured(properties, port, ports.get(2), security))
              .orElseGet(() -> started(properties));
      return new EmbeddedBroker(server, data, port);
    } catch (RuntimeException e) {
      data.close();
      throw e;
    }
  }

  /** Returns what clients are given as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return port.address();
  }

  /** Waits until the broker was closed. */
  public void awaitClose() {
    server.awaitShutdown();
  }

  /** Stops the broker, which writes out all it has, and gives the data directory back. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    data.close();
  }

  private static KafkaRaftServer secured(
      Properties properties, LoopbackPort port, LoopbackPort internal, BrokerSecurity security) {
    InternalLogin login = new InternalLogin();
    BrokerProperties.secure(properties, security, login, internal);
    KafkaRaftServer server = started(properties);
    try (Admin admin = login.admin(internal)) {
      new ScramUsers(admin).put(BrokerSecurity.ADMIN, security.password());
      security.writeAdminSettings(port.address());
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return server;
  }

  private static KafkaRaftServer started(Properties properties) {
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    format(config);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new BrokerException("Kafka does not start: " + e.getMessage(), e);
    }
    return server;
  }

  /** Prepares a new data directory; one that was used before stays as it is. */
  private static void format(KafkaConfig config) {
    String logs = config.metadataLogDir();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setClusterId(CLUSTER_ID)
          .setNodeId(config.nodeId())
          .setControllerListenerName("CONTROLLER")
          .setDirectories(List.of(logs))
          .setMetadataLogDirectory(logs)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) { // As Kafka declares it.
      throw new BrokerException("data directory " + logs + " cannot be prepared: " + e, e);
    }
  }
}
