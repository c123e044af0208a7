package io.tocsin.cli.soak;

/**
 * What is sampled. What must stay flat may grow by a share of its mean, or by an amount below which
 * growth says nothing, whichever is more: both over the time that is judged.
 */
enum Figure {
  HEAP("heap after a collection", Unit.MEBIBYTES, 0.10, 8),
  DIRECT("direct buffers", Unit.MEBIBYTES, 0.05, 2),
  /** What no file backs: weights, native buffers, heap, stacks. */
  RESIDENT("resident memory", Unit.MEBIBYTES, 0.05, 24),
  TENSORS("live NDArrays", Unit.COUNT, 0.02, 2),
  FILES("open files", Unit.COUNT, 0.05, 4),
  MEDIAN("latency p50", Unit.MILLISECONDS, 0.15, 50),
  P99("latency p99", Unit.MILLISECONDS, 0.25, 200),
  LAG("tweets behind", Unit.COUNT, Double.POSITIVE_INFINITY, 0),
  RATE("tags a second", Unit.COUNT, Double.POSITIVE_INFINITY, 0);

  /** Of the values. */
  enum Unit {
    MEBIBYTES(" MiB"),
    COUNT(""),
    MILLISECONDS(" ms");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  private final String title;
  private final Unit unit;
  private final double share;
  private final double slack;

  Figure(String title, Unit unit, double share, double slack) {
    this.title = title;
    this.unit = unit;
    this.share = share;
    this.slack = slack;
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  /** Returns whether it must stay flat. */
  boolean isJudged() {
    return Double.isFinite(share);
  }

  /** Returns by how much it may grow while it is judged. */
  double bound(double mean) {
    return Math.max(share * mean, slack);
  }
}
