package io.tocsin.monitor.quality;

/**
 * The part of a tally that was counted in one partition of the tweets.
 *
 * @param whole what it is a part of
 */
record PartKey(TallyKey whole, int partition) {
  static PartKey parse(String text) {
    int end = text.lastIndexOf('/');
    return new PartKey(
        TallyKey.parse(text.substring(0, end)), Integer.parseInt(text.substring(end + 1)));
  }

  String text() {
    return prefix(whole) + partition;
  }

  /** Returns what the texts of all parts begin with; those of others may, too. */
  static String prefix(TallyKey whole) {
    return whole.text() + "/";
  }
}
