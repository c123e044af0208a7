package io.tocsin.ingest.kafka;

/** The cluster does not answer, or not as it should. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ClusterException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
