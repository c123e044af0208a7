package io.tocsin.ingest.problem;

import jakarta.ws.rs.core.Response.Status;

/** A request that is answered with a {@link Problem}. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Status status;

  private RefusedException(Status status, String detail) {
    super(detail);
    this.status = status;
  }

  /** 400: the body is not what it should be. */
  public static RefusedException unreadable(String detail) {
    return new RefusedException(Status.BAD_REQUEST, detail);
  }

  /** 413: the body is too long. */
  public static RefusedException tooLarge(String detail) {
    return new RefusedException(Status.REQUEST_ENTITY_TOO_LARGE, detail);
  }

  /** 415: the body is of a kind that is not taken. */
  public static RefusedException unsupported(String detail) {
    return new RefusedException(Status.UNSUPPORTED_MEDIA_TYPE, detail);
  }

  /** 503: not now. */
  public static RefusedException unavailable(String detail) {
    return new RefusedException(Status.SERVICE_UNAVAILABLE, detail);
  }

  Problem problem() {
    return Problem.of(status, getMessage());
  }
}
