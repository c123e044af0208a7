package io.tocsin.cli.kafka;

import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The way into a cluster, tried once before anything is asked: Kafka's consumers would wait for a
 * minute before they told that settings do not fit.
 */
public final class Entrance {
  private static final int PATIENCE_MILLIS = Math.toIntExact(Duration.ofSeconds(10).toMillis());

  private Entrance() {}

  /**
   * Returns clients of a cluster that lets us in.
   *
   * @param connection {@code bootstrap.servers} among it; timeouts in it count
   * @throws KafkaException saying why it does not, in one line
   */
  public static KafkaClients open(Map<String, Object> connection) {
    Map<String, Object> impatient = new HashMap<>(connection);
    impatient.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    impatient.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    KafkaClients clients = new KafkaClients(connection);
    try (Admin admin = new KafkaClients(impatient).admin()) {
      admin.describeCluster().clusterId().get();
      return clients;
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw closed(connection, e.getCause());
    } catch (KafkaException e) {
      throw closed(connection, e);
    }
  }

  private static KafkaException closed(Map<String, Object> connection, Throwable why) {
    String hint =
        why instanceof TimeoutException
            ? "does it want TLS or a password? Set security.protocol as it says"
            : "check the settings in --kafka-config and in KAFKA_* variables";
    return new KafkaException(
        "expected Kafka at %s to let us in, found: %s: %s"
            .formatted(
                connection.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG), words(why), hint),
        why);
  }

  /** What Kafka says first is often only what it was about to do. */
  private static String words(Throwable why) {
    List<String> words = new ArrayList<>();
    for (Throwable cause = why; cause != null && words.size() < 3; cause = cause.getCause()) {
      if (cause.getMessage() != null && !words.contains(cause.getMessage())) {
        words.add(cause.getMessage());
      }
    }
    return String.join(": ", words);
  }
}
