package io.tocsin.broker.topic;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Waiting for what a cluster answers. */
public final class AdminReply {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private AdminReply() {}

  /**
   * Returns the answer.
   *
   * @throws KafkaException what the cluster refused with
   */
  public static <T> T of(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refusal
          ? refusal
          : new KafkaException(e.getCause());
    }
  }

  /**
   * Asks about topics that exist until the answer tells of them: the controller knows a new topic a
   * moment before all brokers do.
   *
   * @throws KafkaException what the cluster refused with
   */
  static <T> T aboutTopics(Supplier<KafkaFuture<T>> question) {
    long start = System.nanoTime();
    while (true) {
      try {
        return of(question.get());
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
