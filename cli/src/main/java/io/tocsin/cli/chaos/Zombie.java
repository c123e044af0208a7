package io.tocsin.cli.chaos;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.system.RecordedProcess;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Makes a zombie of a replica: stops it while a transaction of its own is open, keeps it stopped
 * until the group has given its partitions to others and the broker has aborted the transaction,
 * and wakes it. It then believes that all is as it was, and goes on writing.
 */
final class Zombie {
  private static final String FENCED = "tocsin_inference_transactions_fenced_total";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** It tries at once: afterwards it does not try. */
  private static final Duration FENCING = Duration.ofSeconds(30);

  private static final Duration OFTEN = Duration.ofMillis(2);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final RecordedProcess replica;
  private final Standing standing;
  private final InferenceClient client;

  Zombie(Admin admin, RecordedProcess replica) {
    this.replica = replica;
    this.standing = new Standing(admin, replica);
    this.client = new InferenceClient(replica.url(), ServiceKey.ofEnvironment());
  }

  /**
   * What came of it.
   *
   * @param outOfGroupSeconds from the stop until it was no member any more
   * @param abortedSeconds from the stop until its transaction was aborted by the broker
   * @param fenced transactions of its own that were refused after it woke
   */
  record Fate(double outOfGroupSeconds, double abortedSeconds, long fenced) {}

  /**
   * Stops it and wakes it; afterwards it runs, whatever happens.
   *
   * @throws IllegalStateException if it was never found in a transaction, or the broker still
   *     counts on it after long
   */
  Fate make() {
    double before = client.metric(FENCED);
    try {
      stopWithinTransaction();
      long start = System.nanoTime();
      require(() -> !standing.isMember(), "the group to give up the paused replica");
      double outOfGroup = seconds(start);
      require(() -> !standing.isInTransaction(), "the paused replica's transaction to be aborted");
      double aborted = seconds(start);
      Signal.CONT.send(replica.pid());
      boolean isFenced = until(() -> client.metric(FENCED) > before, BETWEEN, FENCING);
      return new Fate(outOfGroup, aborted, isFenced ? (long) (client.metric(FENCED) - before) : 0);
    } finally {
      Signal.CONT.send(replica.pid());
    }
  }

  /** What the process had sent before it was stopped is still carried out: so it is asked twice. */
  private void stopWithinTransaction() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      require(standing::isInTransaction, OFTEN, "the replica to begin a transaction");
      Signal.STOP.send(replica.pid());
      LockSupport.parkNanos(BETWEEN.toNanos());
      if (standing.isInTransaction()) {
        return;
      }
      Signal.CONT.send(replica.pid());
    }
    throw new IllegalStateException("expected to stop the replica within a transaction");
  }

  private static void require(BooleanSupplier holds, String expected) {
    require(holds, BETWEEN, expected);
  }

  private static void require(BooleanSupplier holds, Duration between, String expected) {
    if (!until(holds, between, PATIENCE)) {
      throw new IllegalStateException(
          "expected %s within %d s".formatted(expected, PATIENCE.toSeconds()));
    }
  }

  private static boolean until(BooleanSupplier holds, Duration between, Duration patience) {
    long start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(between.toNanos());
    }
    return true;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
