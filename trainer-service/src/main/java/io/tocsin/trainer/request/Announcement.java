package io.tocsin.trainer.request;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.DeadLetters;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.trainer.job.Outcome;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.progress.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records by which the end of a job is told: all of them in one transaction. */
final class Announcement {
  static final String READER = "trainer-service";

  private final Workshop workshop;
  private final Promotion promotion;
  private final Progress progress;
  private final MessageWriter writer;
  private final InstantSource clock;

  /**
   * Prepares telling.
   *
   * @param promotion what becomes of an adapter that did better
   */
  Announcement(
      Workshop workshop,
      Promotion promotion,
      Progress progress,
      MessageWriter writer,
      InstantSource clock) {
    this.workshop = workshop;
    this.promotion = promotion;
    this.progress = progress;
    this.writer = writer;
    this.clock = clock;
  }

  /** Returns what is told of a request that was read. */
  List<ProducerRecord<byte[], byte[]>> of(RetrainRequested request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished finished -> finished(request, finished);
      case Outcome.Failed failed ->
          List.of(progress(request.requestId(), new TrainingState.Failed(failed.reason())));
      case Outcome.AlreadyPublished _, Outcome.Cancelled _ -> List.of();
    };
  }

  /** Returns what is told of one that could not be read. */
  List<ProducerRecord<byte[], byte[]>> unreadable(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    return List.of(
        new DeadLetters(Topics.RETRAIN_REQUESTS, READER).of(record, reason, clock.instant()));
  }

  private List<ProducerRecord<byte[], byte[]>> finished(
      RetrainRequested request, Outcome.Finished finished) {
    Instant now = clock.instant();
    AdapterPublished adapter = adapter(request, finished, now);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    records.add(writer.record(Topics.ADAPTERS, adapter.version(), adapter, now));
    if (adapter.verdict() instanceof Verdict.Promoted promoted) {
      promotion
          .of(adapter, finished.published(), promoted)
          .map(rollout -> writer.record(Topics.ROLLOUTS, rollout.baseFingerprint(), rollout, now))
          .ifPresent(records::add);
    }
    DeadLetters letters = new DeadLetters(Topics.LABELS, READER);
    finished
        .deadLetters()
        .forEach(letter -> records.add(letters.of(letter.record(), letter.reason(), now)));
    records.add(
        progress(
            request.requestId(),
            new TrainingState.Published(adapter.version(), adapter.verdict())));
    return records;
  }

  private AdapterPublished adapter(
      RetrainRequested request, Outcome.Finished finished, Instant now) {
    return new AdapterPublished(
        finished.contender().version(),
        finished.stored().uri(),
        finished.stored().digest().hex(),
        workshop.base().fingerprint().hex(),
        request.requestId(),
        finished.snapshot(),
        request.seed(),
        request.hyperparameters(),
        workshop.categories().names(),
        finished.judgement().comparison(),
        finished.judgement().heldOut().histograms(),
        finished.judgement().heldOut().keywords(),
        finished.judgement().verdict(),
        now);
  }

  private ProducerRecord<byte[], byte[]> progress(String requestId, TrainingState state) {
    var message = progress.message(requestId, state);
    return writer.record(Topics.TRAINING_PROGRESS, requestId, message, message.at());
  }
}
