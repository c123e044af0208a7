package io.tocsin.trainer.request;

import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.JobTopics;
import io.tocsin.trainer.job.Outcome;
import io.tocsin.trainer.job.TrainingJob;
import io.tocsin.trainer.job.WorkFolder;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.progress.JobEnd;
import io.tocsin.trainer.progress.JobTrace;
import io.tocsin.trainer.progress.Progress;
import io.tocsin.trainer.progress.Telemetry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Jobs from their beginning to what is left after them. */
final class Jobs {
  private static final Logger LOG = Logger.getLogger(Jobs.class);

  private final Workshop workshop;
  private final JobTopics topics;
  private final Progress progress;
  private final Announcement announcement;
  private final Telemetry telemetry;
  private final ExecutorService thread;
  private JobTrace trace;

  /**
   * Prepares jobs.
   *
   * @param thread runs one job at a time
   */
  Jobs(
      Workshop workshop,
      JobTopics topics,
      Progress progress,
      Announcement announcement,
      Telemetry telemetry,
      ExecutorService thread) {
    this.workshop = workshop;
    this.topics = topics;
    this.progress = progress;
    this.announcement = announcement;
    this.telemetry = telemetry;
    this.thread = thread;
  }

  TakenRequest begin(
      ConsumerRecord<byte[], byte[]> record, RetrainRequested request, Cancellation cancellation) {
    JobTrace spans = JobTrace.begin(telemetry.traces(), record, request.requestId());
    trace = spans;
    TrainingJob job =
        new TrainingJob(
            workshop,
            topics,
            request,
            state -> {
              spans.state(state);
              progress.tell(request.requestId(), state);
            },
            cancellation);
    return new TakenRequest(RequestPosition.of(record), request, job, cancellation, thread);
  }

  /** Returns what is told of an outcome, after all that was told of its progress. */
  List<ProducerRecord<byte[], byte[]>> announcement(TakenRequest request, Outcome outcome) {
    progress.flush();
    trace.publishing();
    return announcement.of(request.request(), outcome);
  }

  List<ProducerRecord<byte[], byte[]>> unreadable(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    return announcement.unreadable(record, reason);
  }

  /** A job's outcome is committed: what only a repetition would have needed can go. */
  void published(TakenRequest request, Outcome outcome) {
    ended(request, outcome);
    try {
      WorkFolder.of(workshop.work(), request.request().requestId()).delete();
    } catch (IllegalArgumentException _) {
      // Its id can name no folder, which is why it failed.
    } catch (IOException e) {
      LOG.warnf("what request %s left behind stays: %s", request.request().requestId(), e);
    }
  }

  /** A job is over. */
  void ended(TakenRequest request, Outcome outcome) {
    LOG.infof(
        "request %s %s, after %.1f s",
        request.request().requestId(), words(outcome), request.time().toMillis() / 1000.0);
    telemetry.meter().ended(end(outcome), request.time());
    trace.ended(end(outcome));
    progress.end();
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished finished ->
          "is published: "
              + (end(finished) == JobEnd.PROMOTED ? "promoted, " : "kept back, ")
              + finished.judgement().verdict().reason();
      case Outcome.Failed failed -> "failed: " + failed.reason();
      case Outcome.AlreadyPublished _ -> "was published before";
      case Outcome.Cancelled _ -> "is cancelled";
    };
  }

  private static JobEnd end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Finished finished ->
          switch (finished.judgement().verdict()) {
            case Verdict.Promoted _ -> JobEnd.PROMOTED;
            case Verdict.KeptBack _ -> JobEnd.KEPT_BACK;
          };
      case Outcome.Failed _ -> JobEnd.FAILED;
      case Outcome.AlreadyPublished _ -> JobEnd.ALREADY_PUBLISHED;
      case Outcome.Cancelled _ -> JobEnd.CANCELLED;
    };
  }
}
