package io.tocsin.http.problem;

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

  /** 413: too much at once. */
  public static RefusedException tooLarge(String detail) {
    return new RefusedException(Status.REQUEST_ENTITY_TOO_LARGE, detail);
  }

  /** 415: the body is of a kind that is not taken. */
  public static RefusedException unsupported(String detail) {
    return new RefusedException(Status.UNSUPPORTED_MEDIA_TYPE, detail);
  }

  /** 429: too many at once. */
  public static RefusedException tooMany(String detail) {
    return new RefusedException(Status.TOO_MANY_REQUESTS, detail);
  }

  /** 500: it cannot be done, and asking again does not help. */
  public static RefusedException failed(String detail) {
    return new RefusedException(Status.INTERNAL_SERVER_ERROR, detail);
  }

  /** 503: not now. */
  public static RefusedException unavailable(String detail) {
    return new RefusedException(Status.SERVICE_UNAVAILABLE, detail);
  }

  public Status status() {
    return status;
  }
}
