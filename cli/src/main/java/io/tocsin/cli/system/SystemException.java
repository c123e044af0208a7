package io.tocsin.cli.system;

/** The system cannot be started, found or stopped; the message says why, and what to do. */
public final class SystemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SystemException(String message) {
    super(message);
  }

  SystemException(String message, Throwable cause) {
    super(message, cause);
  }
}
