package io.tocsin.ingest.problem;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Why a request was refused (RFC 9457).
 *
 * @param title the status in words
 * @param status of HTTP
 * @param detail what was expected, what was found, what to do; never a tweet's text
 */
public record Problem(String title, int status, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Response.StatusType status, String detail) {
    return new Problem(status.getReasonPhrase(), status.getStatusCode(), detail);
  }

  Response response() {
    return Response.status(status).entity(this).type(MediaType.valueOf(MEDIA_TYPE)).build();
  }
}
