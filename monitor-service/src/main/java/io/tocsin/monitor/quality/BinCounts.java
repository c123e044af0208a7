package io.tocsin.monitor.quality;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;

/** How many there are in each bin. */
record BinCounts(@JsonValue List<Long> counts) {
  @JsonCreator
  BinCounts {
    counts = List.copyOf(counts);
  }

  static BinCounts single(int bins, int bin) {
    Long[] counts = new Long[bins];
    Arrays.fill(counts, 0L);
    counts[bin] = 1L;
    return new BinCounts(List.of(counts));
  }

  /** Adds. Of other bins, as an adapter published anew may have them, only the newer ones count. */
  BinCounts plus(BinCounts others) {
    if (others.counts.size() != counts.size()) {
      return others;
    }
    Long[] sum = counts.toArray(Long[]::new);
    for (int bin = 0; bin < sum.length; bin++) {
      sum[bin] += others.counts.get(bin);
    }
    return new BinCounts(List.of(sum));
  }
}
