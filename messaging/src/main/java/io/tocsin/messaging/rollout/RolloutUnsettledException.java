package io.tocsin.messaging.rollout;

/**
 * A rollout is written, and may be in force: it was not learned in time. To decide again without
 * looking could undo it, as a second rollback undoes the first.
 */
public final class RolloutUnsettledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Tells which one. */
  public RolloutUnsettledException(long offset, Throwable cause) {
    super(
        "rollout %d is written; whether it counts is not known yet: look at the history before you decide again"
            .formatted(offset),
        cause);
  }
}
