package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.messaging.rollout.RolloutHistory;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings the lineup to the rollout in force: loads what it names beside what serves, and switches.
 * The lineup before stays loaded until the next switch, so that rolling back loads nothing; what is
 * in neither is given back. What must not serve is refused, and what served before stays. One
 * thread follows; any may ask for the state.
 */
public final class RolloutFollower {
  private static final Logger LOG = Logger.getLogger(RolloutFollower.class);
  private static final int UNREADABLE_KEPT = 10;

  private final String baseFingerprint;
  private final RolloutHistory history;
  private final Adapters adapters;
  private final LineupSwitch lineups;
  private final InferenceMetrics metrics;
  private final Map<String, String> unreadable = new LinkedHashMap<>();
  private List<String> pending = List.of();
  private Optional<Lineup> spare = Optional.empty();
  private Optional<String> trouble = Optional.empty();
  private long lastOffset = -1;
  private long readAt = System.nanoTime();
  private volatile RolloutState state;

  /** Prepares following the rollouts of one base. */
  public RolloutFollower(
      String baseFingerprint,
      AdapterLoader loader,
      LineupSwitch lineups,
      InferenceMetrics metrics) {
    this.baseFingerprint = baseFingerprint;
    this.history = new RolloutHistory(baseFingerprint);
    this.adapters = new Adapters(loader);
    this.lineups = lineups;
    this.metrics = metrics;
    report();
  }

  /** Takes what was published of a version; nothing withdraws it. */
  public void adapter(String version, Optional<AdapterPublished> published) {
    adapters.announce(version, published);
    report();
  }

  /** Takes the next rollout; one that was taken before is passed over. */
  public void rollout(long offset, Rollout rollout) {
    if (offset <= lastOffset) {
      return;
    }
    lastOffset = offset;
    switch (history.add(offset, rollout)) {
      case RolloutOutcome.InForce _ -> readAt = System.nanoTime();
      case RolloutOutcome.OtherBase _ -> {}
      case RolloutOutcome.Stale stale -> {
        LOG.warnf("Rollout %d by %s ignored: %s", offset, rollout.decidedBy(), stale.reason());
        metrics.rolloutStale();
      }
    }
    report();
  }

  /** Takes note of a record that is no message of its topic: it is as if it were not there. */
  public void unreadable(String position, String reason) {
    LOG.errorf("Record %s ignored: %s", position, reason);
    metrics.broadcastUnreadable();
    unreadable.put(position, reason);
    if (unreadable.size() > UNREADABLE_KEPT) {
      unreadable.remove(unreadable.keySet().iterator().next());
    }
    report();
  }

  /**
   * Finds the first lineup: the newest rollout that can be served, else version 0.
   *
   * @throws IOException if the store cannot be read: then it is too early to fall back
   */
  public void begin() throws IOException, InterruptedException {
    for (RolloutInForce rollout : history.newestFirst()) {
      if (serve(rollout)) {
        noteMissing();
        return;
      }
    }
    if (history.inForce().isPresent()) {
      LOG.errorf("None of %d rollouts can be served", history.newestFirst().size());
    }
    replace(Lineup.untrained(adapters.untrained()));
    noteMissing();
  }

  /**
   * Serves the rollout in force, if it is not served yet and can be.
   *
   * @throws IOException if the store cannot be read: the old lineup serves, and asking again later
   *     may help
   */
  public void settle() throws IOException, InterruptedException {
    Optional<RolloutInForce> wanted = history.inForce();
    Optional<Long> served = lineups.current().flatMap(Lineup::rolloutOffset);
    if (wanted.isPresent() && !wanted.map(RolloutInForce::offset).equals(served)) {
      serve(wanted.get());
      noteMissing();
    }
  }

  /** Returns where rollouts stand. */
  public RolloutState state() {
    return state;
  }

  /** Gives everything back; nothing may be classifying any more. */
  public void close() {
    loaded().forEach(served -> served.model().close());
  }

  private boolean serve(RolloutInForce rollout) throws IOException, InterruptedException {
    if (!adapters.missing(rollout.rollout().versions()).isEmpty()) {
      return false;
    }
    try {
      Map<String, ServedModel> models = adapters.load(rollout.rollout().versions(), loaded());
      trouble = Optional.empty();
      replace(lineup(rollout, models));
      return true;
    } catch (RefusedAdapterException e) {
      refused(rollout, e);
      return false;
    } catch (IOException e) {
      trouble = Optional.of(e.toString());
      report();
      throw e;
    }
  }

  private void refused(RolloutInForce rollout, RefusedAdapterException refusal) {
    if (adapters.refuse(refusal.version(), refusal.getMessage())) {
      LOG.errorf(
          "Rollout %d refused for adapter %s: %s",
          rollout.offset(), refusal.version(), refusal.getMessage());
      metrics.adapterRefused();
    }
    trouble = Optional.empty();
    report();
  }

  private static Lineup lineup(RolloutInForce named, Map<String, ServedModel> models) {
    Rollout rollout = named.rollout();
    return new Lineup(
        Optional.of(named.offset()),
        models.get(rollout.active()),
        rollout
            .canary()
            .map(canary -> new Lineup.CanaryModel(models.get(canary.version()), canary.share())),
        rollout.shadow().map(models::get));
  }

  private void replace(Lineup next) throws InterruptedException {
    Optional<Lineup> before = lineups.replace(next);
    Duration took = Duration.ofNanos(System.nanoTime() - readAt);
    keep(before);
    metrics.serving(next.versions());
    if (before.isPresent()) {
      metrics.swapped(took);
    }
    LOG.infof(
        "Version %s serves, %s",
        next.active().version(),
        next.rolloutOffset().map(offset -> "rollout " + offset).orElse("no rollout in force"));
    report();
  }

  /** Keeps the lineup before, and gives back what was kept until now. */
  private void keep(Optional<Lineup> before) {
    Set<ServedModel> unused = new LinkedHashSet<>(loaded());
    spare = before;
    loaded().forEach(unused::remove);
    unused.forEach(served -> served.model().close());
  }

  private List<ServedModel> loaded() {
    return Stream.of(lineups.current(), spare)
        .flatMap(Optional::stream)
        .flatMap(lineup -> lineup.all().stream())
        .distinct()
        .toList();
  }

  /** What the rollout in force waits for, said once. */
  private void noteMissing() {
    List<String> missing =
        history
            .inForce()
            .map(newest -> adapters.missing(newest.rollout().versions()))
            .orElse(List.of());
    if (!missing.isEmpty() && !missing.equals(pending)) {
      LOG.infof("The rollout in force waits for adapters %s to be published", missing);
    }
    pending = missing;
    report();
  }

  private void report() {
    state =
        new RolloutState(
            baseFingerprint,
            history.inForce(),
            lineups.current(),
            pending,
            adapters.refused(),
            unreadable,
            trouble);
  }
}
