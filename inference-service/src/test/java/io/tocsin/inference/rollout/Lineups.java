package io.tocsin.inference.rollout;

import java.util.Optional;

/** Puts lineups in place without loading anything. */
public final class Lineups {
  private Lineups() {}

  /** Returns a lineup of one model. */
  public static Lineup of(long rolloutOffset, ServedModel active) {
    return new Lineup(Optional.of(rolloutOffset), active, Optional.empty(), Optional.empty());
  }

  /** Puts a lineup in place; no batch may be running under another thread. */
  public static void replace(LineupSwitch lineups, Lineup next) {
    try {
      lineups.replace(next);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
