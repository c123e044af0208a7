package io.tocsin.cli.client;

import io.tocsin.cli.system.StateFolder;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /**
   * Returns clients of the cluster.
   *
   * @throws ServiceException if no server takes connections, which Kafka's clients would wait for
   */
  public KafkaClients clients(StateFolder state) {
    String found = new Addresses(System::getenv, state).kafka(servers);
    boolean answers =
        Arrays.stream(found.split(",")).map(String::strip).anyMatch(KafkaOptions::takesConnections);
    if (!answers) {
      throw ServiceException.nobodyAt(found);
    }
    return KafkaClients.of(found);
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
