package io.tocsin.trainer.job;

/** The trainer must not go on: its partition is another's now, or the process stops. */
final class JobCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobCancelledException() {
    super("cancelled");
  }
}
