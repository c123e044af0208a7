package io.tocsin.cli.client;

/** A running system could not be reached, or did not do what it was asked; the message says why. */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ServiceException(String message) {
    super(message);
  }

  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns that nobody answers at an address. */
  static ServiceException nobodyAt(Object address) {
    return new ServiceException(
        "expected a running system, found none at %s; start it with: tocsin up".formatted(address));
  }
}
