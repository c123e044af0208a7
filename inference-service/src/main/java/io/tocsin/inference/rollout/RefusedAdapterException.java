package io.tocsin.inference.rollout;

/** An adapter that must not serve. */
public final class RefusedAdapterException extends Exception {
  private static final long serialVersionUID = 1;

  private final String version;

  /**
   * Refuses an adapter.
   *
   * @param reason what was expected, what was found
   */
  public RefusedAdapterException(String version, String reason, Throwable cause) {
    super(reason, cause);
    this.version = version;
  }

  RefusedAdapterException(String version, String reason) {
    this(version, reason, null);
  }

  /** Returns the version that is refused. */
  public String version() {
    return version;
  }
}
