package io.tocsin.inference.oneoff;

/** A request that is not answered, and why. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final Cause cause;

  /** Whose fault it is, and whether asking again helps. */
  public enum Cause {
    /** The request is not what it should be. */
    MALFORMED(400, "Bad request"),
    /** It asks for too much at once. */
    TOO_LARGE(413, "Too large"),
    /** The model fails on a text. */
    FAILED(500, "Not classified"),
    /** Not now. */
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;

    Cause(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    String title() {
      return title;
    }
  }

  Refusal(Cause cause, String detail) {
    super(detail);
    this.cause = cause;
  }

  Cause why() {
    return cause;
  }
}
