package io.tocsin.cli.labelling;

import io.tocsin.cli.finetune.Recipe;
import java.util.stream.IntStream;

/**
 * How labels are given.
 *
 * @param first so many tweets are labelled at random before the first training
 * @param batch so many are labelled between two trainings
 * @param labels the last training has so many
 * @param auditShare of each batch, the share that is drawn at random whatever the order
 * @param recipe of each training, which begins at the base
 */
record LabellingPlan(int first, int batch, int labels, double auditShare, Recipe recipe) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  LabellingPlan {
    require(first > 0, "--first: expected one or more");
    require(batch > 0, "--every: expected one or more");
    require(labels >= first, "--labels: expected no fewer than --first");
    require(auditShare >= 0 && auditShare <= 1, "--audit-share: expected 0 to 1");
  }

  /** Returns how many labels there are at each training. */
  IntStream counts() {
    return IntStream.iterate(first, count -> count <= labels, count -> count + batch);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
