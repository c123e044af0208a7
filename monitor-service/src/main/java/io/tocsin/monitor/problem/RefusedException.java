package io.tocsin.monitor.problem;

import jakarta.ws.rs.core.Response.Status;

/** A request that is answered with a {@link Problem}. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Status status;

  private RefusedException(Status status, String detail) {
    super(detail);
    this.status = status;
  }

  /** 400: the request is not what it should be. */
  public static RefusedException malformed(String detail) {
    return new RefusedException(Status.BAD_REQUEST, detail);
  }

  /** 404: there is no such thing. */
  public static RefusedException unknown(String detail) {
    return new RefusedException(Status.NOT_FOUND, detail);
  }

  /** 503: not now. */
  public static RefusedException unavailable(String detail) {
    return new RefusedException(Status.SERVICE_UNAVAILABLE, detail);
  }

  Status status() {
    return status;
  }
}
