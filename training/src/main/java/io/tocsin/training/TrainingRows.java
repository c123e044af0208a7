package io.tocsin.training;

import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.data.Split;
import io.tocsin.llama.data.SplitRows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which rows teach, choose and judge. */
public final class TrainingRows {
  private TrainingRows() {}

  /**
   * Cuts a dataset. Where the last epoch is kept, the rows that would have chosen one teach.
   *
   * @throws IllegalArgumentException if the split does not fit, or leaves no row to train on
   */
  public static SplitRows cut(Dataset dataset, Split split, EpochChoice choice) {
    SplitRows rows = split.of(dataset);
    return switch (choice) {
      case BEST_ON_SELECT -> rows;
      case LAST ->
          new SplitRows(without(dataset.rows(), rows.heldOut()), List.of(), rows.heldOut());
    };
  }

  private static List<LabelledTweet> without(
      List<LabelledTweet> rows, List<LabelledTweet> heldOut) {
    Set<LabelledTweet> excluded = new HashSet<>(heldOut);
    return rows.stream().filter(row -> !excluded.contains(row)).toList();
  }
}
