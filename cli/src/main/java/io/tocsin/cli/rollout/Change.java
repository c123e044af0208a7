package io.tocsin.cli.rollout;

import io.tocsin.cli.output.Console;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutRefusedException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A change that is written, and waited for on every replica. */
final class Change {
  /** What the command ends with if another rollout came first. */
  static final int LOST_RACE = 3;

  private static final Duration KAFKA = Duration.ofSeconds(20);

  private final ChangeOptions options;
  private final Console console;

  Change(ChangeOptions options, Console console) {
    this.options = options;
    this.console = console;
  }

  /**
   * Makes a change.
   *
   * @return the exit code
   */
  int make(RolloutChange change) {
    Replicas replicas = Replicas.ask(options.replicas(), options.key());
    Optional<String> base = options.base().or(replicas::base);
    AtomicLong written = new AtomicLong();
    try {
      RolloutInForce decided = decide(change, base, written);
      RolloutReport report = new RolloutReport(decided, answers(decided, replicas, written.get()));
      console.result(report, report.text());
      return options.waits() ? exitCode(report, replicas) : 0;
    } catch (RolloutRefusedException e) {
      return refused(e);
    }
  }

  private RolloutInForce decide(RolloutChange change, Optional<String> base, AtomicLong written) {
    KafkaClients clients = options.clients();
    MessageWriter writer = new MessageWriter(URI.create("/tocsin"));
    try (ProducerOutbox outbox = new ProducerOutbox(clients, KAFKA)) {
      RolloutDesk.Outbox timed =
          record -> {
            written.set(System.nanoTime());
            return outbox.send(record);
          };
      return new RolloutDesk(clients, timed, writer, InstantSource.system(), KAFKA)
          .decide(options.order(change, base));
    }
  }

  private List<ReplicaAnswer> answers(RolloutInForce decided, Replicas replicas, long written) {
    ServedRollout served = new ServedRollout(decided, written, options.patience(), options.key());
    List<ReplicaAnswer> answers = new ArrayList<>(served.await(replicas.reachable().keySet()));
    replicas
        .unreachable()
        .forEach(
            (replica, reason) ->
                answers.add(ReplicaAnswer.not(replica, ReplicaAnswer.State.UNREACHABLE, reason)));
    return answers;
  }

  private int exitCode(RolloutReport report, Replicas replicas) {
    if (replicas.reachable().isEmpty()) {
      console.progress(
          "No replica could be asked whether it serves the rollout: name them with --inference, or"
              + " do not ask with --no-wait");
    }
    return report.isServed() ? 0 : 1;
  }

  private int refused(RolloutRefusedException refusal) {
    console.progress("tocsin rollout: " + refusal.getMessage());
    return refusal.reason() == RolloutRefusedException.Reason.LOST_RACE ? LOST_RACE : 1;
  }
}
