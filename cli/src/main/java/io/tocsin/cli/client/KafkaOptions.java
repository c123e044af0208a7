package io.tocsin.cli.client;

import io.tocsin.cli.kafka.Entrance;
import io.tocsin.cli.kafka.KafkaConfigOption;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka cluster. */
public final class KafkaOptions {
  private static final Pattern HOST_AND_PORT = Pattern.compile("(?:.*://)?(.+):([0-9]{1,5})");
  private static final int CONNECT_MILLIS = 2_000;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Kafka cluster. Default: KAFKA_BOOTSTRAP_SERVERS, else the one that runs in the state"
              + " folder, else 127.0.0.1:9092.")
  private Optional<String> servers;

  @Mixin private KafkaConfigOption config;

  /**
   * Returns clients of the cluster.
   *
   * @throws ServiceException if no server takes connections, which Kafka's clients would wait for
   * @throws org.apache.kafka.common.KafkaException if the cluster does not let us in
   */
  public KafkaClients clients(StateFolder state) {
    Map<String, Object> settings = config.settings();
    String found = new Addresses(System::getenv, state).kafka(servers.or(() -> named(settings)));
    boolean answers =
        Arrays.stream(found.split(",")).map(String::strip).anyMatch(KafkaOptions::takesConnections);
    if (!answers) {
      throw ServiceException.nobodyAt(found);
    }
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, found);
    return Entrance.open(settings);
  }

  private static Optional<String> named(Map<String, Object> settings) {
    return Optional.ofNullable(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
        .map(Object::toString);
  }

  private static boolean takesConnections(String server) {
    Matcher parts = HOST_AND_PORT.matcher(server);
    if (!parts.matches()) {
      throw new ServiceException(
          "bootstrap servers: expected HOST:PORT, or several with commas, found " + server);
    }
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(parts.group(2));
      socket.connect(new InetSocketAddress(parts.group(1), port), CONNECT_MILLIS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
