package io.tocsin.http.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
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

  public static Problem of(Response.StatusType status, String detail) {
    return new Problem(status.getReasonPhrase(), status.getStatusCode(), detail);
  }

  /** Returns it as the answer of a resource. */
  public Response response() {
    return builder().build();
  }

  Response.ResponseBuilder builder() {
    return Response.status(status).entity(this).type(MediaType.valueOf(MEDIA_TYPE));
  }

  /** Answers with it where no resource is asked. */
  public void end(HttpServerResponse response) {
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
        .end(
            new JsonObject()
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .toBuffer());
  }
}
