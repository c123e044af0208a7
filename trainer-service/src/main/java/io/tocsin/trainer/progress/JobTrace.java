package io.tocsin.trainer.progress;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.trace.RecordTraces;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The spans of one job: its own, which goes on where the request's writer left off, and within it
 * one after another those of its parts. Threads may share it.
 */
public final class JobTrace {
  private static final String GROUP = "trainer";

  private final RecordTraces traces;
  private final Span job;
  private Span part = Span.getInvalid();
  private String name = "";

  private JobTrace(RecordTraces traces, Span job) {
    this.traces = traces;
    this.job = job;
  }

  /** Begins with a request that was read. */
  public static JobTrace begin(
      RecordTraces traces, ConsumerRecord<byte[], byte[]> request, String requestId) {
    Span job = traces.process(request, GROUP);
    job.setAttribute("tocsin.request.id", requestId);
    return new JobTrace(traces, job);
  }

  /** Takes the state of the job, each of which belongs to one of its parts. */
  public void state(TrainingState state) {
    switch (state) {
      case TrainingState.Accepted _ -> part("fold labels");
      case TrainingState.Running running -> part("epoch " + running.epoch());
      case TrainingState.Evaluating _ -> part("judge");
      case TrainingState.Published _, TrainingState.Failed _ -> {}
    }
  }

  /** Says that its outcome is being published. */
  public void publishing() {
    part("publish");
  }

  /** Ends all spans. */
  public synchronized void ended(JobEnd end) {
    part.end();
    job.setAttribute("tocsin.outcome", end.label());
    if (end == JobEnd.FAILED) {
      job.setStatus(StatusCode.ERROR);
    }
    job.end();
  }

  private synchronized void part(String next) {
    if (next.equals(name)) {
      return;
    }
    part.end();
    part = traces.within(job, next);
    name = next;
  }
}
