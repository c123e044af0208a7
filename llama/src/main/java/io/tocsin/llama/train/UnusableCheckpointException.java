package io.tocsin.llama.train;

/** A checkpoint from which this run cannot go on: without it, the run begins anew. */
public final class UnusableCheckpointException extends TrainingException {
  private static final long serialVersionUID = 1;

  UnusableCheckpointException(String message) {
    super(message);
  }

  UnusableCheckpointException(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
