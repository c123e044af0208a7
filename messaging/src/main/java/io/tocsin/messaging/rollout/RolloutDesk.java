package io.tocsin.messaging.rollout;

import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Decides rollouts: reads what is in force, writes the one record that replaces it, and reads on
 * until it is known whether it counts. Nothing is kept between two decisions.
 */
public final class RolloutDesk {
  /** How much later than its timeout a dead writer's transaction is aborted, and then some. */
  private static final Duration ABORT = Duration.ofSeconds(3);

  private final KafkaClients clients;
  private final Outbox outbox;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final Duration patience;

  /** Where the record goes. */
  public interface Outbox {
    /** Sends a record, and returns its offset once Kafka has it. */
    long send(ProducerRecord<byte[], byte[]> record);
  }

  /**
   * Prepares deciding.
   *
   * @param patience how long Kafka may take for each step; then its {@code TimeoutException} is
   *     thrown. What was written is waited for longer, if need be: a trainer that died while it
   *     published holds readers back until the broker aborts its transaction
   */
  public RolloutDesk(
      KafkaClients clients,
      Outbox outbox,
      MessageWriter writer,
      InstantSource clock,
      Duration patience) {
    this.clients = clients;
    this.outbox = outbox;
    this.writer = writer;
    this.clock = clock;
    this.patience = patience;
  }

  /** Returns what both topics say now. */
  public RolloutLedger read() {
    return LedgerReader.now(clients, patience);
  }

  /**
   * Writes a rollout.
   *
   * @return as it was put in force
   * @throws RolloutRefusedException if it cannot be, or another one came first
   * @throws RolloutUnsettledException if it is written, and not known whether it counts
   * @throws IllegalArgumentException naming the first value of the order that is wrong
   */
  public RolloutInForce decide(RolloutOrder order) {
    try (LedgerReader reader = new LedgerReader(clients, patience)) {
      Rollout next = next(reader.readToEnds(), order);
      long offset =
          outbox.send(
              writer.record(Topics.ROLLOUTS, next.baseFingerprint(), next, next.decidedAt()));
      List<RolloutInForce> newestFirst =
          readThrough(reader, offset).history(next.baseFingerprint()).newestFirst();
      return newestFirst.stream()
          .filter(rollout -> rollout.offset() == offset)
          .findFirst()
          .orElseThrow(() -> stale(offset, newestFirst));
    }
  }

  private RolloutLedger readThrough(LedgerReader reader, long offset) {
    Duration aborted = clients.transactionTimeout().plus(ABORT);
    try {
      return reader.readThrough(offset, aborted.compareTo(patience) > 0 ? aborted : patience);
    } catch (TimeoutException e) {
      throw new RolloutUnsettledException(offset, e);
    }
  }

  private Rollout next(RolloutLedger ledger, RolloutOrder order) {
    String base = order.baseFingerprint().orElseGet(() -> onlyBase(ledger.bases()));
    RolloutHistory history = ledger.history(base);
    if (order.replaces().isPresent()
        && !order.replaces().equals(history.inForce().map(RolloutInForce::offset))) {
      throw unseen(order.replaces().get(), history.newestFirst());
    }
    return new NextRollout(base, ledger.adapters(), history.newestFirst())
        .after(order.change(), new Decision(order.by(), order.why(), clock.instant()));
  }

  private static String onlyBase(Set<String> bases) {
    if (bases.size() != 1) {
      throw RolloutRefusedException.conflict(
          "expected one base with adapters or rollouts, found %s: state its fingerprint"
              .formatted(bases));
    }
    return bases.iterator().next();
  }

  private static RolloutRefusedException unseen(long stated, List<RolloutInForce> newestFirst) {
    return lostRace(
        "expected rollout %d in force, found %s: nothing was written"
            .formatted(stated, described(newestFirst)));
  }

  private static RolloutRefusedException stale(long offset, List<RolloutInForce> newestFirst) {
    return lostRace(
        "rollout %d is stale and changes nothing: another was decided at the same time, in force is %s"
            .formatted(offset, described(newestFirst)));
  }

  private static RolloutRefusedException lostRace(String message) {
    return new RolloutRefusedException(
        RolloutRefusedException.Reason.LOST_RACE, message + "; look at it and decide anew");
  }

  private static String described(List<RolloutInForce> newestFirst) {
    return newestFirst.stream()
        .findFirst()
        .map(
            found ->
                "rollout %d by %s (%s)"
                    .formatted(found.offset(), found.rollout().decidedBy(), found.rollout().why()))
        .orElse("none");
  }
}
