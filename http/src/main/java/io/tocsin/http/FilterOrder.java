package io.tocsin.http;

/** When filters run; Quarkus asks who a caller is at 200. */
public final class FilterOrder {
  /** Before everything else. */
  public static final int FIRST = 1000;

  /** When it is known who calls. */
  public static final int CALLER_KNOWN = 150;

  private FilterOrder() {}
}
