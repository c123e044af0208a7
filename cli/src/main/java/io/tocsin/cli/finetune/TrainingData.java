package io.tocsin.cli.finetune;

import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.data.SplitRows;
import io.tocsin.training.TrainingRows;
import java.nio.file.Path;
import java.util.List;

/**
 * A dataset, cut for a run.
 *
 * @param train the rows that teach
 * @param select the rows that choose the epoch; none if the last one is kept
 * @param heldOut the rows to report on
 * @param summary what was found
 */
public record TrainingData(
    Dataset train, List<LabelledTweet> select, List<LabelledTweet> heldOut, DataSummary summary) {

  /**
   * Cuts a dataset.
   *
   * @param file where it is from
   * @throws IllegalArgumentException if the split does not fit it
   */
  static TrainingData of(
      Path file, Dataset dataset, SplitOptions.Choice choice, Recipe.Selection selection) {
    SplitRows rows = TrainingRows.cut(dataset, choice.split(), selection.epochChoice());
    return new TrainingData(
        new Dataset(rows.train(), dataset.categories()),
        rows.select(),
        rows.heldOut(),
        DataSummary.of(file, dataset, rows, choice.words()));
  }

  /** Cuts a dataset by the parts of its texts, which never move. */
  public static TrainingData byParts(Path file, Dataset dataset, Recipe.Selection selection) {
    return of(file, dataset, SplitOptions.Choice.PARTS, selection);
  }
}
