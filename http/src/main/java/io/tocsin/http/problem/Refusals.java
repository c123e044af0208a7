package io.tocsin.http.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as problems. */
public class Refusals {
  private static final int RETRY_AFTER_SECONDS = 1;

  @ServerExceptionMapper
  public Response of(RefusedException e) {
    Response.ResponseBuilder response = Problem.of(e.status(), e.getMessage()).builder();
    if (e.status() == Status.SERVICE_UNAVAILABLE || e.status() == Status.TOO_MANY_REQUESTS) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
