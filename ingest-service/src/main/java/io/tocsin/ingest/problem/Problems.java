package io.tocsin.ingest.problem;

import io.tocsin.http.problem.Problem;
import io.tocsin.ingest.kafka.ClusterException;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutRefusedException;
import io.tocsin.messaging.rollout.RolloutUnsettledException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures as problems. */
public class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  public Response of(UnreadableMessageException e) {
    return Problem.of(Status.BAD_REQUEST, e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response of(ClusterException e) {
    return Problem.of(Status.SERVICE_UNAVAILABLE, e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response of(RolloutRefusedException e) {
    Status status =
        switch (e.reason()) {
          case UNKNOWN_VERSION -> Status.NOT_FOUND;
          case CONFLICT, LOST_RACE -> Status.CONFLICT;
        };
    return Problem.of(status, e.getMessage()).response();
  }

  /** No answer that invites to try again: what was asked for is written, and may be in force. */
  @ServerExceptionMapper
  public Response of(RolloutUnsettledException e) {
    return Problem.of(Status.GATEWAY_TIMEOUT, e.getMessage()).response();
  }

  /** Topics that are read for a request, while Kafka is away or they are missing. */
  @ServerExceptionMapper
  public Response of(RetriableException e) {
    return Problem.of(Status.SERVICE_UNAVAILABLE, e.getMessage()).response();
  }

  /** What the framework refuses: unknown paths, methods, media types. */
  @ServerExceptionMapper
  public Response of(WebApplicationException e) {
    return Problem.of(e.getResponse().getStatusInfo(), e.getMessage()).response();
  }

  @ServerExceptionMapper
  public Response of(RuntimeException e) {
    LOG.error("a request failed unexpectedly", e);
    return Problem.of(Status.INTERNAL_SERVER_ERROR, "the service's log says more").response();
  }
}
