package io.tocsin.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator may set of a service's HTTP. */
@ConfigMapping(prefix = "tocsin")
public interface HttpSettings {
  /** Returns the file of API keys. With it, or with OIDC, nobody comes in without showing one. */
  Optional<Path> apiKeys();

  /**
   * Returns whether everybody may do everything, though others than this machine reach the service.
   * Counts only where there are neither API keys nor OIDC.
   */
  @WithDefault("false")
  boolean open();

  Http http();

  /** How much at once, and for how long. */
  interface Http {
    /** Returns how many requests of one caller are answered in a second; 0 for any number. */
    @WithDefault("1000")
    int requestsPerSecond();

    /** Returns how long a connection may be without a request whose head is complete. */
    @WithDefault("60S")
    Duration idleTimeout();

    /** Returns how long a body may take, but for an upload of lines. */
    @WithDefault("30S")
    Duration bodyTimeout();
  }
}
