package io.tocsin.monitor.policy;

import io.tocsin.http.problem.RefusedException;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutLedger;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.quality.LiveQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks now and then, in the replica that has the figures: all others are refused them. Should two
 * look at once, the second rollout is stale, and the second request bears the first one's id.
 */
final class PolicyLoop implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PolicyLoop.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Monitor monitor;
  private final RolloutDesk desk;
  private final ChallengerRound challengers;
  private final RetrainRound retrain;
  private final PolicyMeter meter;
  private final InstantSource clock = InstantSource.system();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policy").factory());
  private volatile Optional<PolicyReport> last = Optional.empty();
  private volatile String why = "it has not looked yet";

  PolicyLoop(
      Monitor monitor,
      RolloutDesk desk,
      ChallengerRound challengers,
      RetrainRound retrain,
      PolicyMeter meter) {
    this.monitor = monitor;
    this.desk = desk;
    this.challengers = challengers;
    this.retrain = retrain;
    this.meter = meter;
  }

  void start(Duration interval) {
    long pause = interval.toMillis();
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Returns what was seen last.
   *
   * @throws RefusedException if the last look was in vain
   */
  PolicyReport last() {
    return last.orElseThrow(
        () ->
            RefusedException.unavailable(
                "policy: expected a replica that has the figures, found one where %s"
                    .formatted(why)));
  }

  /** Nothing is kept between two looks but what topics hold: the next one makes up for one. */
  private void look() {
    try {
      last = Optional.of(report(LiveQuality.of(monitor)));
      meter.looked(PolicyMeter.Outcome.DONE);
    } catch (RefusedException e) {
      fail(e, PolicyMeter.Outcome.ELSEWHERE);
    } catch (RuntimeException e) {
      LOG.warnf("The policy could not be applied, and is tried again: %s", e);
      fail(e, PolicyMeter.Outcome.FAILED);
    }
  }

  private void fail(RuntimeException e, PolicyMeter.Outcome outcome) {
    why = e.getMessage();
    last = Optional.empty();
    meter.looked(outcome);
  }

  private PolicyReport report(LiveQuality quality) {
    Instant now = clock.instant();
    RolloutLedger ledger = desk.read();
    List<PolicyReport.Challenged> judged = challengers.go(ledger, quality, now);
    meter.challengers(judged);
    return new PolicyReport(now, judged, retrain.go(ledger, quality, now));
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("The policy did not stop within %s", STOP);
        timer.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
