package io.tocsin.ingest.health;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.ingest.kafka.Cluster;
import io.tocsin.ingest.kafka.ClusterException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the cluster answers and has the topics that are written. */
@Readiness
@ApplicationScoped
public class ClusterReadiness implements HealthCheck {
  /** Shorter than a record may take: whoever probes wants to know soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final List<String> WRITTEN =
      List.of(Topics.TWEETS, Topics.LABELS, Topics.RETRAIN_REQUESTS, Topics.ROLLOUTS).stream()
          .map(TopicDeclaration::name)
          .toList();

  private final Cluster cluster;

  ClusterReadiness(Cluster cluster) {
    this.cluster = new Cluster(cluster.admin(), PATIENCE);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("kafka");
    try {
      return answer.withData("topics", cluster.describe(WRITTEN).size()).up().build();
    } catch (ClusterException e) {
      return answer.withData("reason", e.getMessage()).down().build();
    }
  }
}
