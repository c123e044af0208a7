package io.tocsin.trainer.job;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.published.Published;

/** What a job reads. Where it is read from may be away for a time: then reading takes longer. */
public interface JobTopics {
  /**
   * Returns what topic {@code labels} says up to some offsets.
   *
   * @throws IllegalArgumentException if the topic ends before them
   */
  FoldedLabels labels(EndOffsets ends, Cancellation cancellation);

  /** Returns what was published until now. */
  Published published(Cancellation cancellation);
}
