package io.tocsin.deploy.image;

/** How it is seen that a service has started. */
public final class Readiness {
  /** Where every service tells that it is ready; the command line asks there too. */
  public static final String PATH = "/q/health/ready";

  /** What Quarkus logs when it answers. */
  static final String QUARKUS_STARTED = "Listening on";

  private Readiness() {}
}
