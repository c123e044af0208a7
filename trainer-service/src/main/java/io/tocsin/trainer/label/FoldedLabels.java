package io.tocsin.trainer.label;

import io.tocsin.contracts.label.Label;
import java.util.List;

/**
 * What topic {@code labels} says up to some offsets.
 *
 * @param labels the last one of each tweet, by tweet id as Java compares texts
 * @param unreadable all that could not be read, in the order of the records of each partition
 */
public record FoldedLabels(List<Label> labels, List<UnreadableLabel> unreadable) {
  public FoldedLabels {
    labels = List.copyOf(labels);
    unreadable = List.copyOf(unreadable);
  }
}
