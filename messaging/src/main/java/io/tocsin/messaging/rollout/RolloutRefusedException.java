package io.tocsin.messaging.rollout;

/** A rollout that is not to be, or did not come to be; the message says why and what to do. */
public final class RolloutRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Why, for programs. */
  public enum Reason {
    /** No adapter of that version was published. */
    UNKNOWN_VERSION,
    /** It does not fit what is in force. */
    CONFLICT,
    /** Another rollout came first, which whoever decided had not seen. */
    LOST_RACE
  }

  RolloutRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  static RolloutRefusedException conflict(String message) {
    return new RolloutRefusedException(Reason.CONFLICT, message);
  }
}
