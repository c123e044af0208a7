package io.tocsin.cli.learning;

import io.tocsin.cli.client.FollowedTraining;
import io.tocsin.cli.client.MonitorClient;
import io.tocsin.cli.client.PublishedAdapter;
import io.tocsin.cli.output.Console;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The subject shifts, and the system follows; then it is offered something worse. */
final class LearningScript {
  /** Enough that the monitor has the audits it wants, but for bad luck. */
  private static final int TO_ASK = HastyMonitor.tweetsFor(HastyMonitor.MIN_AUDITED);

  private final LearningSystem system;
  private final ShiftingSubject subject;
  private final Timeline timeline;
  private final Trials trials;
  private final Console console;

  /** Prepares the scenario on a system that was not trained yet. */
  LearningScript(LearningSystem system, ShiftingSubject subject, Console console) {
    this.system = system;
    this.subject = subject;
    this.timeline = new Timeline(console);
    this.trials = new Trials(system, timeline);
    this.console = console;
  }

  /** How far labelling was at some time. */
  private record Mark(Instant at, long labels, long audits) {}

  /**
   * Runs to the end.
   *
   * @throws IOException if a service refuses something, or something does not come as it should
   * @throws TimeoutException if something does not come at all
   */
  LearningReport run() throws IOException, TimeoutException {
    AdapterPublished first = taught();
    Audits before = familiar(first);
    Mark shift = mark(Instant.now());
    RetrainRequested request = asked();
    Audits after = fallen(system.figures().active(first.version()).minus(before), before);
    Mark asked = mark(request.acceptedAt());
    AdapterPublished second = challenger(request);
    RolloutInForce promotion = trials.promoted(second);
    Mark promoted = mark(promotion.rollout().decidedAt());
    RolloutInForce offered = trials.offered(second);
    Mark published = mark(offered.rollout().decidedAt());
    Mark withdrawn = mark(trials.withdrawn(offered, second).rollout().decidedAt());
    return new LearningReport(
        timeline.events(),
        before,
        after,
        system.figures().active(second.version()),
        stage(shift, asked),
        stage(asked, promoted),
        stage(published, withdrawn));
  }

  private AdapterPublished taught() throws IOException, TimeoutException {
    timeline.tell(
        Instant.now(),
        "teach",
        "%d labels: disasters are storms, floods, fires and the like; crash, outbreak and so on are mostly figures of speech"
            .formatted(subject.taught().size()));
    system.upload().labels(subject.taught());
    AdapterPublished first = published(system.askForTheFirst());
    RolloutInForce rollout = inForce();
    Trials.requireActive(first.version(), rollout);
    system.rollouts().awaitServed(rollout);
    timeline.tell(
        rollout.rollout().decidedAt(),
        "answers",
        "%s, in the place of an untrained head".formatted(first.version()),
        first.verdict().reason());
    return first;
  }

  private Audits familiar(AdapterPublished first) throws IOException, TimeoutException {
    Instant counted = system.stream().send(subject.familiar());
    Audits before = system.figures().active(first.version());
    timeline.tell(
        counted,
        "stream",
        "%d tweets on the same subject: live accuracy %s"
            .formatted(subject.familiar().size(), before));
    return before;
  }

  private RetrainRequested asked() throws IOException, TimeoutException {
    timeline.tell(
        Instant.now(),
        "shift",
        "the disasters are accidents, disease and violence now; storm, flood and so on mostly figures of speech");
    RetrainRequested request =
        system
            .rounds()
            .until(
                TO_ASK,
                system.requests()::ofPolicy,
                policy -> timeline.tell(policy.at(), "waits", accuracy(policy)));
    timeline.tell(
        request.acceptedAt(),
        "request",
        "the policy asks for " + request.requestId(),
        RequestStream.text(request.reason()));
    return request;
  }

  private Audits fallen(Audits after, Audits before) throws IOException {
    timeline.tell(
        Instant.now(),
        "stream",
        "%d tweets since the shift: live accuracy %s, before it was %s"
            .formatted(system.rounds().sent(), after, before));
    if (after.accuracy() >= before.accuracy()) {
      throw new IOException(
          "expected live accuracy to fall with the shift, found %s after %s"
              .formatted(after, before));
    }
    return after;
  }

  private AdapterPublished challenger(RetrainRequested request)
      throws IOException, TimeoutException {
    AdapterPublished second = published(request.requestId());
    RolloutInForce rollout = inForce();
    if (!rollout.rollout().shadow().equals(Optional.of(second.version()))) {
      throw new IOException(
          "expected %s to shadow the active version, found rollout %d: %s"
              .formatted(second.version(), rollout.offset(), rollout.rollout().why()));
    }
    timeline.tell(
        rollout.rollout().decidedAt(),
        "shadow",
        "%s, from %d labels, stands beside %s"
            .formatted(second.version(), second.labels().rows(), rollout.rollout().active()),
        second.verdict().reason());
    return second;
  }

  private AdapterPublished published(String requestId) throws IOException {
    String version = new FollowedTraining(system.trainings(), console).end(requestId);
    AdapterPublished adapter = PublishedAdapter.of(version, system.kafka());
    if (adapter.verdict() instanceof Verdict.KeptBack kept) {
      throw new IOException("%s is kept back: %s".formatted(version, kept.reason()));
    }
    return adapter;
  }

  private RolloutInForce inForce() throws TimeoutException {
    return system.patience().until("a rollout", system.rollouts()::inForce);
  }

  private static String accuracy(MonitorClient.Policy policy) {
    return policy.retrain().causes().stream()
        .filter(cause -> cause.kind().equals("quality"))
        .map(MonitorClient.Cause::figures)
        .findFirst()
        .orElse("not yet judged");
  }

  private Mark mark(Instant at) {
    return new Mark(at, system.labeller().labels(), system.labeller().audits());
  }

  private static LearningReport.Stage stage(Mark from, Mark to) {
    return new LearningReport.Stage(
        Duration.between(from.at(), to.at()),
        to.labels() - from.labels(),
        to.audits() - from.audits());
  }
}
