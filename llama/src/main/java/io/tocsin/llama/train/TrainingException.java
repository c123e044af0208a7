package io.tocsin.llama.train;

/** Training cannot go on. The message says why and what to do. */
public sealed class TrainingException extends RuntimeException permits UnusableCheckpointException {
  private static final long serialVersionUID = 1;

  TrainingException(String message) {
    super(message);
  }
}
