package io.tocsin.ingest.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Questions to the cluster that wait a limited time.
 *
 * @param admin whom to ask
 * @param patience how long an answer may take
 */
public record Cluster(Admin admin, Duration patience) {
  /**
   * Returns what topics are like.
   *
   * @throws ClusterException if the cluster does not answer, or lacks one
   */
  public Map<String, TopicDescription> describe(List<String> topics) {
    return ask(asked -> asked.describeTopics(topics).allTopicNames());
  }

  /**
   * Returns an answer.
   *
   * @throws ClusterException if there is none in time, or it is a refusal
   */
  public <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    try {
      return question.apply(admin).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (TimeoutException e) {
      throw new ClusterException("Kafka did not answer within " + patience, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownTopicOrPartitionException
          ? new ClusterException("a topic is missing: create the topics first", e)
          : new ClusterException("Kafka refused: " + e.getCause().getMessage(), e);
    }
  }
}
