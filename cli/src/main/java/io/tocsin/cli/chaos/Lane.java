package io.tocsin.cli.chaos;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Faults of which one happens after the other, beside whoever counts the tweets. */
final class Lane implements AutoCloseable {
  private final List<PlannedFault> faults;
  private final Consumer<PlannedFault> action;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private int begun;

  /**
   * Prepares a lane.
   *
   * @param faults in the order of their moments
   * @param action does a fault, and returns when it is over
   */
  Lane(List<PlannedFault> faults, Consumer<PlannedFault> action) {
    this.faults = faults;
    this.action = action;
  }

  /**
   * Begins the next fault if its moment has come and the one before is over.
   *
   * @throws java.util.concurrent.CompletionException if the one before failed
   */
  void at(int tweets) {
    if (running.isDone()) {
      running.join();
      if (begun < faults.size() && faults.get(begun).atTweet() <= tweets) {
        PlannedFault next = faults.get(begun);
        begun++;
        running = CompletableFuture.runAsync(() -> action.accept(next), thread);
      }
    }
  }

  /** Returns how many tweets may be written before the next fault must begin. */
  int limit() {
    return begun < faults.size() ? faults.get(begun).atTweet() : Integer.MAX_VALUE;
  }

  /**
   * Returns whether all faults are over.
   *
   * @throws java.util.concurrent.CompletionException if the last one failed
   */
  boolean isOver() {
    if (begun < faults.size() || !running.isDone()) {
      return false;
    }
    running.join();
    return true;
  }

  /** Interrupts the fault under way, and waits until it has let go of the system. */
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
