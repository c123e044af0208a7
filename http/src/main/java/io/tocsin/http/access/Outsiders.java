package io.tocsin.http.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tocsin.http.limit.CallerRates;
import io.tocsin.http.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What those are told who may not come in, or may not do what they ask for. */
@Singleton
public class Outsiders {
  private static final String NOT_ONE_OF_OURS =
      "expected a key or token that is good, found another: see tocsin keys list";
  private static final String NONE =
      "expected an API key or token in the header Authorization: Bearer …, found none";

  private final CallerRates rates;

  Outsiders(CallerRates rates) {
    this.rates = rates;
  }

  /** A wrong key or token, which is found before any resource is asked. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
  }

  private void failed(RoutingContext context) {
    if (!(context.failure() instanceof AuthenticationFailedException)) {
      context.next();
    } else if (!context.response().ended() && rates.admitAddress(context)) {
      context
          .response()
          .putHeader(
              HttpHeaders.WWW_AUTHENTICATE, KeyMechanism.CHALLENGE + ", error=\"invalid_token\"");
      Problem.of(Status.UNAUTHORIZED, NOT_ONE_OF_OURS).end(context.response());
    }
  }

  @ServerExceptionMapper
  public Response of(UnauthorizedException e) {
    return challenged(Status.UNAUTHORIZED, NONE, KeyMechanism.CHALLENGE);
  }

  @ServerExceptionMapper
  public Response of(ForbiddenException e) {
    return challenged(
        Status.FORBIDDEN,
        "expected a key or token with another role, found none that allows this: see tocsin keys",
        KeyMechanism.CHALLENGE + ", error=\"insufficient_scope\"");
  }

  private static Response challenged(Status status, String detail, String challenge) {
    return Response.fromResponse(Problem.of(status, detail).response())
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
        .build();
  }
}
