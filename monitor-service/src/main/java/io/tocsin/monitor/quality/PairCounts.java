package io.tocsin.monitor.quality;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * Audited tweets that a challenger tagged beside the active version, by who was right. Only those
 * on which one alone was right tell the two apart: were both equally good, each such tweet would be
 * a fair coin (McNemar 1947).
 *
 * @param both so many both had right
 * @param onlyChallenger so many the challenger alone
 * @param onlyActive so many the active version alone
 * @param neither so many neither
 */
@Contract
public record PairCounts(
    @Required long both,
    @Required long onlyChallenger,
    @Required long onlyActive,
    @Required long neither) {
  public static final PairCounts NONE = new PairCounts(0, 0, 0, 0);

  static PairCounts single(Pair pair) {
    boolean challenger = pair.challenger().isHit();
    boolean active = pair.active().isHit();
    return new PairCounts(
        challenger && active ? 1 : 0,
        challenger && !active ? 1 : 0,
        !challenger && active ? 1 : 0,
        !challenger && !active ? 1 : 0);
  }

  PairCounts plus(PairCounts other) {
    return new PairCounts(
        both + other.both,
        onlyChallenger + other.onlyChallenger,
        onlyActive + other.onlyActive,
        neither + other.neither);
  }

  PairCounts minus(PairCounts other) {
    return new PairCounts(
        both - other.both,
        onlyChallenger - other.onlyChallenger,
        onlyActive - other.onlyActive,
        neither - other.neither);
  }

  /** Returns how many there are. */
  public long pairs() {
    return both + onlyChallenger + onlyActive + neither;
  }

  /** Returns the share that the challenger had right; there must be a pair. */
  public double challengerAccuracy() {
    return (double) (both + onlyChallenger) / some();
  }

  /** Returns the share that the active version had right; there must be a pair. */
  public double activeAccuracy() {
    return (double) (both + onlyActive) / some();
  }

  /**
   * Returns McNemar's exact two-sided p-value. It holds for whoever looks once.
   *
   * @return 1 when the two never differ
   */
  public double pValue() {
    int differ = Math.toIntExact(onlyChallenger + onlyActive);
    return differ == 0
        ? 1
        : BinomialTest.withDefaults()
            .test(differ, Math.toIntExact(onlyChallenger), 0.5)
            .getPValue();
  }

  /**
   * Returns how many times likelier the differing pairs are if one is better, it is not known by
   * how much, than if the coin is fair: ∫ p^b (1 − p)^c dp / ½^(b + c) = B(b + 1, c + 1) · 2^(b +
   * c). Were it fair, this would ever exceed 1/α in no more than a share α of all streams (Ville
   * 1939): so it may be looked at after every tweet, as a p-value may not.
   */
  public double evidence() {
    double differ = onlyChallenger + onlyActive;
    double log = LogBeta.value(onlyChallenger + 1.0, onlyActive + 1.0) + differ * Math.log(2);
    return Math.min(Double.MAX_VALUE, Math.exp(log)); // JSON knows no infinity.
  }

  private long some() {
    Require.atLeast("pairs", 1, pairs());
    return pairs();
  }
}
