package io.tocsin.monitor.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Refusals as problems. */
public class Problems {
  private static final int RETRY_AFTER_SECONDS = 1;

  @ServerExceptionMapper
  public Response of(RefusedException e) {
    Status status = e.status();
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MediaType.valueOf(Problem.MEDIA_TYPE))
            .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), e.getMessage()));
    if (status == Status.SERVICE_UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return response.build();
  }
}
