package io.tocsin.cli.chaos;

/**
 * What a run is to be; the same terms have the same plan and the same tweets.
 *
 * @param tweets records in all
 */
record ChaosTerms(
    long seed, int tweets, int replicas, int kills, int brokerStops, int pauses, int swaps) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  ChaosTerms {
    require("tweets", 1, tweets);
    require("replicas", 1, replicas);
    require("kills", 0, kills);
    require("broker-stops", 0, brokerStops);
    require("pauses", 0, pauses);
    require("swaps", 0, swaps);
  }

  private static void require(String name, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "--%s: expected %d or more, found %d".formatted(name, least, found));
    }
  }
}
