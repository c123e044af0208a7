package io.tocsin.http.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.StoredKey;
import io.tocsin.http.HttpSettings;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Whether one must show who one is, decided at the start. */
@Startup
@Singleton
public final class Entrance {
  private static final Logger LOG = Logger.getLogger(Entrance.class);

  private final Optional<KeyFile> keys;
  private final Reach reach;
  private final boolean open;

  /** Who reaches the service. */
  enum Reach {
    THIS_MACHINE,
    OTHERS
  }

  /**
   * Decides.
   *
   * @throws IllegalStateException if others than this machine would come in unasked, or the keys
   *     cannot be read; the message says what to do
   */
  @Inject
  Entrance(
      HttpSettings settings,
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> issuer,
      @ConfigProperty(name = "quarkus.oidc.public-key") Optional<String> publicKey) {
    boolean asksForTokens = Stream.of(issuer, publicKey).anyMatch(Optional::isPresent);
    open = settings.apiKeys().isEmpty() && !asksForTokens;
    reach = reach(host);
    if (open && reach == Reach.OTHERS && !settings.open()) {
      throw new IllegalStateException(
          ("expected to know who may come in, since others than this machine reach %s, found"
                  + " neither API keys nor OIDC: set TOCSIN_API_KEYS to a file that tocsin keys"
                  + " create has made, or QUARKUS_OIDC_AUTH_SERVER_URL, or TOCSIN_OPEN=true if"
                  + " something else in front asks who is there")
              .formatted(host));
    }
    keys = settings.apiKeys().map(KeyFile::follow);
    LOG.info(open ? "everybody who reaches " + host + " may do everything" : "asks for " + shown());
  }

  private static Reach reach(String host) {
    try {
      boolean loopback = InetAddress.getByName(host).isLoopbackAddress();
      return loopback ? Reach.THIS_MACHINE : Reach.OTHERS;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("quarkus.http.host: expected an address, found " + host, e);
    }
  }

  private String shown() {
    return keys.isPresent() ? "API keys, or tokens if OIDC is set" : "tokens";
  }

  /** Returns whether everybody may do everything. */
  boolean isOpen() {
    return open;
  }

  Reach reach() {
    return reach;
  }

  /** Returns what is known of a key; nothing if it opens nothing. */
  Optional<StoredKey> find(ApiKey key) {
    return keys.flatMap(file -> file.ring().find(key));
  }

  void stop(@Observes ShutdownEvent event) {
    keys.ifPresent(KeyFile::close);
  }
}
