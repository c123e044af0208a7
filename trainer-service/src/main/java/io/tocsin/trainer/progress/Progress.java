package io.tocsin.trainer.progress;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.MessageWriter;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Tells how far the current training is: outside of any transaction, so that it is seen at once.
 * What is lost on the way stops nothing. Threads may share it.
 */
public final class Progress {
  private static final Logger LOG = Logger.getLogger(Progress.class);

  private final String trainer;
  private final Producer<byte[], byte[]> producer;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final Consumer<TrainingState> listener;
  private final AtomicReference<TrainingProgress> current = new AtomicReference<>();

  /**
   * Prepares telling.
   *
   * @param trainer who trains
   * @param producer stays the caller's to close
   * @param listener hears of every state too
   */
  public Progress(
      String trainer,
      Producer<byte[], byte[]> producer,
      MessageWriter writer,
      InstantSource clock,
      Consumer<TrainingState> listener) {
    this.trainer = trainer;
    this.producer = producer;
    this.writer = writer;
    this.clock = clock;
    this.listener = listener;
  }

  /** Returns the state of the current training, if there is one. */
  public Optional<TrainingProgress> current() {
    return Optional.ofNullable(current.get());
  }

  /** Returns a state as a message. */
  public TrainingProgress message(String requestId, TrainingState state) {
    return new TrainingProgress(requestId, trainer, clock.instant(), state);
  }

  /** Tells of a state of the current training. */
  public void tell(String requestId, TrainingState state) {
    TrainingProgress progress = message(requestId, state);
    current.set(progress);
    listener.accept(state);
    try {
      var _ =
          producer.send(
              writer.record(Topics.TRAINING_PROGRESS, requestId, progress, progress.at()),
              (_, failure) -> report(failure));
    } catch (KafkaException e) {
      report(e);
    }
  }

  /** Has all that was told arrive before what is told otherwise from now on. */
  public void flush() {
    producer.flush();
  }

  /** Says that there is no current training any more. */
  public void end() {
    current.set(null);
  }

  private static void report(Exception failure) {
    if (failure != null) {
      LOG.warnf("progress is not told: %s", failure.getMessage());
    }
  }
}
