package io.tocsin.http.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * Knows callers by API keys, which are bearer tokens (RFC 6750). Other tokens are left to OIDC.
 * Where the entrance is open, everybody may do everything.
 */
@Singleton
public final class KeyMechanism implements HttpAuthenticationMechanism {
  static final String CHALLENGE = "Bearer realm=\"tocsin\"";

  private static final String SCHEME = "bearer ";

  private static final SecurityIdentity ANYBODY =
      identity(Caller.ANYBODY, EnumSet.allOf(Role.class));

  private final Entrance entrance;

  KeyMechanism(Entrance entrance) {
    this.entrance = entrance;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    if (entrance.isOpen()) {
      return Uni.createFrom().item(ANYBODY);
    }
    Optional<String> token = token(context).filter(text -> text.startsWith(ApiKey.PREFIX));
    if (token.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    return token
        .flatMap(ApiKey::of)
        .flatMap(entrance::find)
        .map(key -> Uni.createFrom().item(identity(key)))
        .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, HttpHeaders.WWW_AUTHENTICATE, CHALLENGE));
  }

  /** Before OIDC, which would take a key for a broken token. */
  @Override
  public int getPriority() {
    return 2 * DEFAULT_PRIORITY;
  }

  private static Optional<String> token(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  private static SecurityIdentity identity(StoredKey key) {
    return identity(key.name(), key.roles());
  }

  private static SecurityIdentity identity(String name, Collection<Role> roles) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name));
    roles.forEach(role -> identity.addRole(role.text()));
    return identity.build();
  }
}
