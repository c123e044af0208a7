package io.tocsin.inference.tweet;

/** The broker no longer takes this replica's transactions. */
public final class ReplicaFencedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ReplicaFencedException(Throwable cause) {
    super(
        "the broker refuses this replica's transactions: another process may bear the same id;"
            + " give each replica its own (tocsin.replica): "
            + cause,
        cause);
  }
}
