package io.tocsin.http.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import io.tocsin.apikey.ReservedNames;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Refuses OIDC's tokens where their holders' names are reserved; keys have no such names. */
@Singleton
final class TokenHolders implements SecurityIdentityAugmentor {
  private static final Logger LOG = Logger.getLogger(TokenHolders.class);

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.isAnonymous() || !ReservedNames.has(identity.getPrincipal().getName())) {
      return Uni.createFrom().item(identity);
    }
    LOG.warnf(
        "a token was refused, since its holder's name is reserved: %s",
        identity.getPrincipal().getName());
    return Uni.createFrom().failure(new AuthenticationFailedException());
  }
}
