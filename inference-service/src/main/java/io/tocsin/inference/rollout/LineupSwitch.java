package io.tocsin.inference.rollout;

import java.util.Optional;

/**
 * The lineup that answers. One thread classifies batches with it, another puts a new one in its
 * place, which takes effect between two batches: no batch waits for that.
 */
public final class LineupSwitch {
  private Lineup current;
  private Lineup busy;

  /** Returns the lineup of the next batch; none until the first is loaded. */
  public synchronized Optional<Lineup> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Returns the lineup for a batch that begins now; its models stay until {@link #endBatch}.
   *
   * @throws IllegalStateException if none is loaded yet
   */
  public synchronized Lineup beginBatch() {
    if (current == null) {
      throw new IllegalStateException("expected a lineup before the first batch, found none");
    }
    busy = current;
    return busy;
  }

  /** Says that the batch is over. */
  public synchronized void endBatch() {
    busy = null;
    notifyAll();
  }

  /**
   * Puts a lineup in the place of the one before, then waits until no batch uses that one.
   *
   * @return the one before, now free; none if this is the first
   */
  synchronized Optional<Lineup> replace(Lineup next) throws InterruptedException {
    Lineup before = current;
    current = next;
    while (busy != null && busy.equals(before)) {
      wait();
    }
    return Optional.ofNullable(before);
  }
}
