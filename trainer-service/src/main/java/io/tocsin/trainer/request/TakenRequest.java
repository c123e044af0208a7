package io.tocsin.trainer.request;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.Outcome;
import io.tocsin.trainer.job.TrainingJob;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A request that this trainer works on, and its job on another thread. Not for several threads. */
final class TakenRequest {
  private final RequestPosition position;
  private final RetrainRequested request;
  private final TrainingJob job;
  private final Cancellation cancellation;
  private final ExecutorService jobs;
  private final long since = System.nanoTime();
  private Future<Outcome> outcome;
  private Optional<Outcome.Finished> attempted = Optional.empty();

  /**
   * Begins the job.
   *
   * @param cancellation the job's
   * @param jobs runs it
   */
  TakenRequest(
      RequestPosition position,
      RetrainRequested request,
      TrainingJob job,
      Cancellation cancellation,
      ExecutorService jobs) {
    this.position = position;
    this.request = request;
    this.job = job;
    this.cancellation = cancellation;
    this.jobs = jobs;
    this.outcome = jobs.submit(job::run);
  }

  RequestPosition position() {
    return position;
  }

  RetrainRequested request() {
    return request;
  }

  /** Returns how long ago it was taken. */
  Duration time() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  void cancel() {
    cancellation.cancel();
  }

  boolean isDone() {
    return outcome.isDone();
  }

  /**
   * Returns how the job ended, once it is done: cancelled at whatever time, it counts for nothing.
   */
  Outcome outcome() {
    return cancellation.isCancelled() ? new Outcome.Cancelled() : resolved();
  }

  /**
   * Has the job look again whether its outcome still holds, since it is not known whether it was
   * published.
   */
  void confirm() {
    Outcome before = resolved();
    if (before instanceof Outcome.Finished finished) {
      attempted = Optional.of(finished);
    }
    outcome = jobs.submit(() -> job.confirm(before));
  }

  /**
   * Returns what was published, now that an outcome was: if that was published before, by an
   * attempt of this request whose answer was lost, then the attempt's.
   */
  Outcome published(Outcome confirmed) {
    return confirmed instanceof Outcome.AlreadyPublished && attempted.isPresent()
        ? attempted.get()
        : confirmed;
  }

  /** Has the job end without an adapter. */
  void fail(String reason) {
    outcome = CompletableFuture.completedFuture(new Outcome.Failed(reason));
  }

  private Outcome resolved() {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      return new Outcome.Failed(e.getCause().toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Cancelled();
    }
  }
}
