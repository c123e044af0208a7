package io.tocsin.http.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.tocsin.http.access.Entrance.Reach;
import io.tocsin.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where nobody is asked who they are, the loopback interface is the only guard, and a browser on
 * this machine is behind it with whatever page it shows. Pages of other sites are refused: by their
 * origin, or without one, as when they show an image, by what the browser says of them (Fetch
 * Metadata); and where only this machine comes in, by a name that they had resolved to it.
 */
@Singleton
final class OpenEntrance {
  private static final String FETCH_SITE = "Sec-Fetch-Site";

  /** Pages of the same site, and addresses that people type, are welcome. */
  private static final String OTHER_SITE = "cross-site";

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?|.*\\.localhost");

  private final Entrance entrance;

  OpenEntrance(Entrance entrance) {
    this.entrance = entrance;
  }

  void register(@Observes Filters filters) {
    if (entrance.isOpen()) {
      filters.register(this::check, FilterOrder.CALLER_KNOWN - 1);
    }
  }

  private void check(RoutingContext context) {
    fault(context.request())
        .ifPresentOrElse(
            fault -> Problem.of(Status.FORBIDDEN, fault).end(context.response()), context::next);
  }

  private Optional<String> fault(HttpServerRequest request) {
    if (isOfAnotherSite(request)) {
      return Optional.of(
          "expected no page of another site, and no link on one, found one: type the address");
    }
    HostAndPort host = request.authority();
    boolean meant = host == null || LOOPBACK.matcher(host.host()).matches();
    return entrance.reach() == Reach.OTHERS || meant
        ? Optional.empty()
        : Optional.of("expected a Host that is this machine, found another");
  }

  private static boolean isOfAnotherSite(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null
        ? OTHER_SITE.equals(request.getHeader(FETCH_SITE))
        : !isLoopbackOrigin(origin);
  }

  private static boolean isLoopbackOrigin(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host != null && LOOPBACK.matcher(host).matches();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
