package io.tocsin.monitor.drift;

import io.tocsin.contracts.classification.Classification;
import java.util.List;

/** How one figure was distributed over the held-out rows, and where a classification falls. */
public interface Bins {
  /** Returns the share of the held-out rows that is expected in each bin. */
  List<Double> expected();

  /** Returns the number of held-out rows. */
  long rows();

  /** Returns the bin of a classification, from 0. */
  int bin(Classification tag);

  /** Returns the number of bins. */
  default int size() {
    return expected().size();
  }
}
