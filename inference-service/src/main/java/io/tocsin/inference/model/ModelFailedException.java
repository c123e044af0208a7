package io.tocsin.inference.model;

/** A model that fails on every text, as after a fault of its device. */
public final class ModelFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ModelFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
