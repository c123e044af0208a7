package io.tocsin.http.body;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What is left of a body when its answer has been given: a client that goes on sending would
 * otherwise wait for ever. It is thrown away for a while, so that the client comes to read the
 * answer; then the connection is closed.
 */
@Singleton
final class UnreadBody {
  private static final Duration LINGER = Duration.ofSeconds(2);

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addEndHandler(_ -> discard(context));
          context.next();
        },
        FilterOrder.FIRST);
  }

  private static void discard(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    request.handler(_ -> {});
    request.resume();
    context.vertx().setTimer(LINGER.toMillis(), _ -> closeUnlessEnded(request));
  }

  private static void closeUnlessEnded(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
