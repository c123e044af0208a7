package io.tocsin.inference.batch;

import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.LineupSwitch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Computes one batch after another. Each takes what has come meanwhile, and one snapshot of the
 * lineup.
 */
public final class ModelStage {
  private static final Logger LOG = Logger.getLogger(ModelStage.class);

  private final WorkQueue queue;
  private final LineupSwitch lineups;
  private final Handover handover;
  private final InferenceMetrics metrics;
  private final BatchLimit limit;
  private final InstantSource clock = InstantSource.system();
  private Lineup before;
  private long endedAt;
  private volatile long busySince;
  private volatile Optional<String> divided = Optional.empty();

  /**
   * Prepares the stage.
   *
   * @param handover takes what was computed
   * @param limit of a batch
   */
  public ModelStage(
      WorkQueue queue,
      LineupSwitch lineups,
      Handover handover,
      InferenceMetrics metrics,
      BatchLimit limit) {
    this.queue = queue;
    this.lineups = lineups;
    this.handover = handover;
    this.metrics = metrics;
    this.limit = limit;
  }

  /** Takes a batch, waiting while too many of them wait themselves. */
  public interface Handover {
    void put(ComputedBatch batch) throws InterruptedException;
  }

  /**
   * Computes until the queue is closed.
   *
   * @throws io.tocsin.inference.model.ModelFailedException if the model answers nothing any more
   */
  public void run() throws InterruptedException {
    Optional<Work> work = queue.take(limit.texts());
    while (work.isPresent()) {
      compute(work.get());
      work = queue.take(limit.texts());
    }
  }

  /** Returns for how long the batch that is being computed has been. */
  public Duration busy() {
    long since = busySince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Returns which batch was the last that could only be computed in parts, and why. */
  public Optional<String> divided() {
    return divided;
  }

  private void compute(Work work) throws InterruptedException {
    Lineup lineup = lineups.beginBatch();
    BatchRun.Results results;
    try {
      results = timed(lineup, work);
    } catch (RuntimeException | Error e) {
      work.oneOffs().forEach(oneOff -> oneOff.answer().completeExceptionally(e));
      throw e;
    } finally {
      lineups.endBatch();
    }
    answer(lineup, work.oneOffs(), results);
    if (!work.tweets().isEmpty()) {
      handover.put(
          new ComputedBatch(
              work.epoch(), lineup.rolloutOffset(), results.outcomes(), clock.instant()));
    }
  }

  private BatchRun.Results timed(Lineup lineup, Work work) {
    long begin = System.nanoTime();
    if (before != null && !lineup.equals(before) && !work.waited()) {
      metrics.swapPause(Duration.ofNanos(begin - endedAt));
    }
    busySince = begin;
    BatchRun.Results results = BatchRun.of(lineup, work);
    busySince = 0;
    before = lineup;
    endedAt = System.nanoTime();
    Duration took = Duration.ofNanos(endedAt - begin);
    if (work.texts() > 0) {
      limit.took(work.texts(), took);
      metrics.computed(work.texts(), took);
    }
    metrics.shadowsFailed(results.shadowsFailed());
    results.divided().forEach(this::noteDivided);
    return results;
  }

  private void noteDivided(String reason) {
    LOG.warnf("A batch is computed in parts: %s", reason);
    metrics.batchDivided();
    divided = Optional.of(clock.instant() + ", " + reason);
  }

  private static void answer(Lineup lineup, List<OneOff> oneOffs, BatchRun.Results results) {
    for (int i = 0; i < oneOffs.size(); i++) {
      oneOffs.get(i).answer().complete(new OneOff.Answer(lineup, results.oneOffs().get(i)));
    }
  }
}
