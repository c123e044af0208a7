package io.tocsin.cli.learning;

import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Labelled tweets in an order in which their subject shifts. At first all disasters are nature's,
 * and words such as "crash" and "outbreak" are mostly figures of speech. Then come accidents,
 * disease and violence, and storms and floods are what people are flooded with.
 *
 * @param taught whose labels are there from the start
 * @param familiar of the same subject, for the stream
 * @param arriving of the other subject, for the stream
 */
record ShiftingSubject(
    List<LabelledTweet> taught, List<LabelledTweet> familiar, List<LabelledTweet> arriving) {
  static final int TAUGHT = 300;
  static final int FAMILIAR = 100;

  /** What the stages need in all, if none takes longer than it must. */
  static final int ARRIVING = 400;

  /** Everyday tweets with words of a subject come so often while that is not the subject. */
  private static final double OUT_OF_SEASON = 0.8;

  /** Data sets may be sorted; the same one always makes the same stream. */
  private static final long ORDER = 1;

  /**
   * Orders a data set.
   *
   * @throws IllegalArgumentException if it holds too little of a subject
   */
  static ShiftingSubject of(Dataset dataset) {
    List<LabelledTweet> rows = new ArrayList<>(dataset.rows());
    Collections.shuffle(rows, new Random(ORDER));
    String disaster = dataset.categories().names().getLast();
    Predicate<LabelledTweet> isDisaster = row -> row.category().equals(disaster);
    List<LabelledTweet> human = only(rows, DisasterKind.HUMAN, isDisaster.negate());
    List<LabelledTweet> natural = only(rows, DisasterKind.NATURAL, isDisaster.negate());
    int humanEarly = (int) (human.size() * OUT_OF_SEASON);
    int naturalLate = (int) (natural.size() * OUT_OF_SEASON);
    List<LabelledTweet> early =
        mixed(
            only(rows, DisasterKind.NATURAL, isDisaster),
            human.subList(0, humanEarly),
            natural.subList(naturalLate, natural.size()));
    List<LabelledTweet> late =
        mixed(
            only(rows, DisasterKind.HUMAN, isDisaster),
            human.subList(humanEarly, human.size()),
            natural.subList(0, naturalLate));
    require("natural disasters, and everyday", TAUGHT + FAMILIAR, early);
    require("accidents, disease and violence, and everyday", ARRIVING, late);
    return new ShiftingSubject(
        early.subList(0, TAUGHT), early.subList(TAUGHT, TAUGHT + FAMILIAR), late);
  }

  private static List<LabelledTweet> only(
      List<LabelledTweet> rows, DisasterKind kind, Predicate<LabelledTweet> wanted) {
    return rows.stream()
        .filter(wanted)
        .filter(row -> DisasterKind.of(row.keyword()).equals(Optional.of(kind)))
        .toList();
  }

  @SafeVarargs
  private static List<LabelledTweet> mixed(List<LabelledTweet>... parts) {
    List<LabelledTweet> rows = new ArrayList<>();
    for (List<LabelledTweet> part : parts) {
      rows.addAll(part);
    }
    Collections.shuffle(rows, new Random(ORDER));
    return List.copyOf(rows);
  }

  private static void require(String what, int wanted, List<LabelledTweet> found) {
    if (found.size() < wanted) {
      throw new IllegalArgumentException(
          "expected %d tweets of %s, told by their keywords, found %d: give more, with keywords"
              .formatted(wanted, what, found.size()));
    }
  }
}
