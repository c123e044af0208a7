package io.tocsin.http.body;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.tocsin.http.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bodies that announce that they are too long; Quarkus would refuse them without a reason. */
@Singleton
final class AnnouncedLength {
  private final Optional<MemorySize> most;

  @Inject
  AnnouncedLength(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> most) {
    this.most = most;
  }

  void register(@Observes Filters filters) {
    most.map(MemorySize::asLongValue)
        .ifPresent(
            bytes ->
                filters.register(context -> check(bytes, context), FilterOrder.CALLER_KNOWN - 2));
  }

  private static void check(long most, RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= most) {
      context.next();
    } else {
      Problem.of(
              Status.REQUEST_ENTITY_TOO_LARGE,
              "expected a body of at most %d bytes, found %s".formatted(most, length))
          .end(context.response());
    }
  }
}
