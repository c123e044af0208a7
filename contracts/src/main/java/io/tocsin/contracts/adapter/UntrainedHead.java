package io.tocsin.contracts.adapter;

/**
 * What answers until the first rollout: a head seeded from the base fingerprint. Its tags say so,
 * and count in no alert and no drift figure.
 */
public final class UntrainedHead {
  /** Its adapter version, which no published adapter bears. */
  public static final String VERSION = "0";

  private UntrainedHead() {}
}
