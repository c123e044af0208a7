package io.tocsin.inference.oneoff;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A refusal as JSON.
 *
 * <p>Source: RFC 9457, section 3.
 */
@Provider
public final class Problem implements ExceptionMapper<Refusal> {
  private static final String PROBLEM_JSON = "application/problem+json";
  private static final int RETRY_AFTER_SECONDS = 1;

  /** What the body says. */
  public record Body(String title, int status, String detail) {}

  @Override
  public Response toResponse(Refusal refusal) {
    Refusal.Cause cause = refusal.why();
    Response.ResponseBuilder response =
        Response.status(cause.status())
            .type(PROBLEM_JSON)
            .entity(new Body(cause.title(), cause.status(), refusal.getMessage()));
    if (cause == Refusal.Cause.UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
