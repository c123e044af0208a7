package io.tocsin.trainer.job;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.published.Published;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topics that say what a test wants: what was published, one after another, the last for ever. */
final class FakeTopics implements JobTopics {
  static final Published NOTHING = new Published(Map.of(), Optional.empty());

  private final FoldedLabels labels;
  private final Deque<Published> published;

  FakeTopics(FoldedLabels labels, Published... published) {
    this.labels = labels;
    this.published = new ArrayDeque<>(List.of(published));
  }

  @Override
  public FoldedLabels labels(EndOffsets ends, Cancellation cancellation) {
    return labels;
  }

  @Override
  public Published published(Cancellation cancellation) {
    return published.size() > 1 ? published.removeFirst() : published.getFirst();
  }
}
