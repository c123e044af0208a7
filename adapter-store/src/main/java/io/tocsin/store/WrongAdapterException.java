package io.tocsin.store;

import java.io.IOException;

/**
 * The folder was reached, and what it has is no adapter, or not the one that was announced: asking
 * again will not help.
 */
public final class WrongAdapterException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Tells what is wrong.
   *
   * @param message what was expected, what was found
   */
  public WrongAdapterException(String message) {
    super(message);
  }

  WrongAdapterException(String message, Throwable cause) {
    super(message, cause);
  }
}
