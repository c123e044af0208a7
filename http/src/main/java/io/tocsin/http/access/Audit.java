package io.tocsin.http.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Tells in the log who did what, and who was turned away; never of what a body held. */
@Singleton
public class Audit {
  private static final Logger LOG = Logger.getLogger("io.tocsin.audit");
  private static final String REFUSED = "tocsin.http.refused";
  private static final int LONGEST_PATH = 100;
  private static final Map<Integer, String> REASONS =
      Map.of(
          401, "unauthenticated",
          403, "forbidden",
          408, "too_slow",
          413, "too_large",
          429, "too_many");

  private final MeterRegistry registry;
  private final Caller caller;

  Audit(MeterRegistry registry, Caller caller) {
    this.registry = registry;
    this.caller = caller;
    // There from the start, at 0, or an alert would not see the first.
    REASONS.values().forEach(reason -> registry.counter(REFUSED, "reason", reason));
  }

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addEndHandler(_ -> ended(context));
          context.next();
        },
        FilterOrder.FIRST);
  }

  @Audited
  @ServerResponseFilter
  public void done(ContainerRequestContext request, ContainerResponseContext response) {
    LOG.infof(
        "%s: %s %s, answered %d",
        caller.name().orElse(Caller.ANYBODY),
        request.getMethod(),
        shortened(request.getUriInfo().getRequestUri().getRawPath()),
        response.getStatus());
  }

  private void ended(RoutingContext context) {
    int status = context.response().getStatusCode();
    String reason = REASONS.get(status);
    if (reason == null) {
      return;
    }
    registry.counter(REFUSED, "reason", reason).increment();
    if (status == 401 || status == 403) {
      LOG.warnf(
          "%s at %s: %s %s, refused: %s",
          Caller.name(context).orElse("somebody"),
          context.request().remoteAddress().hostAddress(),
          context.request().method(),
          shortened(context.request().path()),
          reason);
    }
  }

  /** As it was sent, percent-encoded: it breaks no line. */
  private static String shortened(String path) {
    return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
  }
}
