package io.tocsin.messaging.message;

/** A record's value is not the message it should be. */
public final class UnreadableMessageException extends Exception {
  private static final long serialVersionUID = 1;

  public UnreadableMessageException(String reason) {
    super(reason);
  }

  UnreadableMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
