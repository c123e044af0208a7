package io.tocsin.http.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who sent the request under way. */
@Singleton
public final class Caller {
  /** The name of those who were not asked for one. */
  static final String ANYBODY = "anybody";

  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** Returns the name of the key or the token; none where nobody is asked. */
  public Optional<String> name() {
    return name(identity);
  }

  /** Returns the name of whoever sent a request; none if that is not known. */
  public static Optional<String> name(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        ? name(user.getSecurityIdentity())
        : Optional.empty();
  }

  private static Optional<String> name(SecurityIdentity identity) {
    return identity.isAnonymous()
        ? Optional.empty()
        : Optional.of(identity.getPrincipal().getName()).filter(name -> !name.equals(ANYBODY));
  }
}
