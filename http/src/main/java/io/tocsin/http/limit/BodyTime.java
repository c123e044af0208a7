package io.tocsin.http.limit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.tocsin.http.HttpSettings;
import io.tocsin.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;

/**
 * How long a body may take, however it trickles. An upload of lines may take as long as it likes;
 * Quarkus ends it when it pauses for too long.
 */
@Singleton
final class BodyTime {
  private static final String LINES = "application/x-ndjson";

  private final Duration longest;

  BodyTime(HttpSettings settings) {
    this.longest = settings.http().bodyTimeout();
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, FilterOrder.FIRST - 1);
  }

  private void watch(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.isEnded() && !isUpload(request)) {
      long timer = context.vertx().setTimer(longest.toMillis(), _ -> end(context));
      context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
    }
    context.next();
  }

  private static boolean isUpload(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(LINES);
  }

  private void end(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    if (request.isEnded() || response.headWritten()) {
      return;
    }
    response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Problem.of(Status.REQUEST_TIMEOUT, "expected the whole body within %s".formatted(longest))
        .end(response);
    request.connection().close();
  }
}
