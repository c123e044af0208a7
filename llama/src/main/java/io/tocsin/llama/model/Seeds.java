package io.tocsin.llama.model;

/** Independent seeds of one: each use of chance depends on its place alone, so runs can resume. */
public final class Seeds {
  private Seeds() {}

  /** Mixes a seed with the place of its use. */
  public static long of(long seed, long... place) {
    long mixed = mix(seed);
    for (long part : place) {
      mixed = mix(mixed + part);
    }
    return mixed;
  }

  /** The finaliser of SplitMix64 (Steele, Lea & Flood 2014), after its increment. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
