package io.tocsin.cli.system;

import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.broker.topic.TopicReport;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** The topics of a cluster, made what they are declared to be. */
final class DeclaredTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private DeclaredTopics() {}

  /** Returns an administrator that gives up on a cluster that does not answer. */
  static Admin admin(KafkaClients clients) {
    Map<String, Object> settings = new HashMap<>(clients.connection());
    int millis = Math.toIntExact(PATIENCE.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return new KafkaClients(settings).admin();
  }

  /**
   * Creates topics that are missing and tells how the others differ.
   *
   * @throws SystemException if the cluster does not answer or refuses
   */
  static void createOrCheck(KafkaClients clients, Consumer<String> progress) {
    try (Admin admin = admin(clients)) {
      TopicReport report = new TopicCreator(admin).createOrCheck(Topics.ALL);
      progress.accept(
          "%-12s %d declared, %d of them created, %d differences"
              .formatted(
                  "topics",
                  Topics.ALL.size(),
                  report.created().size(),
                  report.differences().size()));
      report.differences().forEach(found -> progress.accept("%-12s %s".formatted("", found)));
    } catch (KafkaException e) {
      throw new SystemException(
          "expected a Kafka cluster at %s that lets us create topics, found: %s: check %s"
              .formatted(clients.bootstrapServers(), e.getMessage(), Endpoints.BOOTSTRAP_SERVERS),
          e);
    }
  }
}
