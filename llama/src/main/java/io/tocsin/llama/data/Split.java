package io.tocsin.llama.data;

import io.tocsin.llama.text.HtmlEntities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A way to cut a dataset into rows that train, that select the epoch and that are held out. Of the
 * rows not held out, those whose {@link Parts part} is {@link Part#SELECT} select, about a tenth,
 * and the others train.
 */
public sealed interface Split {
  /**
   * Cuts the dataset.
   *
   * @throws IllegalArgumentException if the split does not fit the dataset, or leaves no row to
   *     train on
   */
  SplitRows of(Dataset dataset);

  /**
   * Holds out the rows whose {@link Parts part} is {@link Part#GATE}: the one split in which no row
   * that trains or selects ever judges an adapter.
   */
  record ByPart() implements Split {
    @Override
    public SplitRows of(Dataset dataset) {
      return cut(dataset, row -> Parts.of(row.text()) == Part.GATE);
    }
  }

  /**
   * As {@link ByPart}, for rows whose texts are as networks handed them over: their parts are those
   * of the texts with HTML entities resolved, which are near-duplicates of one another.
   */
  record ByResolvedPart() implements Split {
    @Override
    public SplitRows of(Dataset dataset) {
      return cut(dataset, ByResolvedPart::part, row -> part(row) == Part.GATE);
    }

    private static Part part(LabelledTweet row) {
      return Parts.of(HtmlEntities.resolve(row.text()));
    }
  }

  /**
   * Holds out the rows of the given ids; {@link HeldOutIds} reads them from a file. Near-duplicates
   * of held-out rows may train: see {@link NearDuplicates#leakage}.
   *
   * @param ids not empty; each must be in the dataset
   */
  record ByIds(Set<String> ids) implements Split {
    private static final int MISSING_SHOWN = 5;

    public ByIds {
      ids = Set.copyOf(ids);
      if (ids.isEmpty()) {
        throw new IllegalArgumentException("expected at least one id to hold out");
      }
    }

    @Override
    public SplitRows of(Dataset dataset) {
      Set<String> missing = new HashSet<>(ids);
      dataset.rows().forEach(row -> missing.remove(row.id()));
      if (!missing.isEmpty()) {
        throw new IllegalArgumentException(
            "%d of %d ids to hold out are not in the dataset, such as %s: do ids and data belong"
                    .formatted(
                        missing.size(),
                        ids.size(),
                        missing.stream().sorted().limit(MISSING_SHOWN).toList())
                + " together?");
      }
      return cut(dataset, row -> ids.contains(row.id()));
    }
  }

  /**
   * Holds out ⌈fraction · rows⌉ rows: the first of the rows as {@link Collections#shuffle(List,
   * Random)} orders them with {@code new Random(seed)}. Near-duplicates of held-out rows may train:
   * see {@link NearDuplicates#leakage}.
   *
   * @param fraction above 0, below 1
   */
  record ByFraction(double fraction, long seed) implements Split {
    public ByFraction {
      requireFraction(fraction);
    }

    @Override
    public SplitRows of(Dataset dataset) {
      List<LabelledTweet> shuffled = new ArrayList<>(dataset.rows());
      Collections.shuffle(shuffled, new Random(seed));
      int target = target(fraction, dataset);
      Set<String> heldOut = ids(shuffled.subList(0, target));
      return cut(dataset, row -> heldOut.contains(row.id()));
    }
  }

  /**
   * Holds out whole groups of near-duplicates until ⌈fraction · rows⌉ rows or more are held out:
   * the groups, by first appearance, as {@link Collections#shuffle(List, Random)} orders them with
   * {@code new Random(seed)}.
   *
   * @param fraction above 0, below 1
   */
  record ByGroupFraction(double fraction, long seed) implements Split {
    public ByGroupFraction {
      requireFraction(fraction);
    }

    @Override
    public SplitRows of(Dataset dataset) {
      List<List<LabelledTweet>> groups = new ArrayList<>(NearDuplicates.groups(dataset.rows()));
      Collections.shuffle(groups, new Random(seed));
      int target = target(fraction, dataset);
      Set<String> heldOut = new HashSet<>();
      for (List<LabelledTweet> group : groups) {
        if (heldOut.size() >= target) {
          break;
        }
        heldOut.addAll(ids(group));
      }
      return cut(dataset, row -> heldOut.contains(row.id()));
    }
  }

  private static SplitRows cut(Dataset dataset, Predicate<LabelledTweet> isHeldOut) {
    return cut(dataset, row -> Parts.of(row.text()), isHeldOut);
  }

  private static SplitRows cut(
      Dataset dataset, Function<LabelledTweet, Part> part, Predicate<LabelledTweet> isHeldOut) {
    List<LabelledTweet> train = new ArrayList<>();
    List<LabelledTweet> select = new ArrayList<>();
    List<LabelledTweet> heldOut = new ArrayList<>();
    for (LabelledTweet row : dataset.rows()) {
      if (isHeldOut.test(row)) {
        heldOut.add(row);
      } else if (part.apply(row) == Part.SELECT) {
        select.add(row);
      } else {
        train.add(row);
      }
    }
    return new SplitRows(train, select, heldOut);
  }

  private static void requireFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "expected a fraction above 0 and below 1 to hold out, found " + fraction);
    }
  }

  private static int target(double fraction, Dataset dataset) {
    return (int) Math.ceil(fraction * dataset.rows().size());
  }

  private static Set<String> ids(List<LabelledTweet> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    return ids;
  }
}
