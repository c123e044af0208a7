package io.tocsin.cli.finetune;

import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.NearDuplicates;
import io.tocsin.llama.data.SplitRows;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What was found in the data, and how it was cut.
 *
 * @param digest see {@link Dataset#digest}
 * @param rowsByCategory in the categories' order
 * @param nearDuplicateShare share of the rows that have a near-duplicate, 0 to 1
 * @param contradictingGroups groups of near-duplicates with different labels
 * @param split in words
 * @param heldOutSeenInTraining held-out rows that have a near-duplicate among those that teach
 */
public record DataSummary(
    String file,
    String digest,
    int rows,
    SequencedMap<String, Integer> rowsByCategory,
    double nearDuplicateShare,
    int contradictingGroups,
    String split,
    int train,
    int select,
    int heldOut,
    int heldOutSeenInTraining) {

  static DataSummary of(Path file, Dataset dataset, SplitRows rows, String split) {
    NearDuplicates duplicates = NearDuplicates.of(dataset.rows());
    return new DataSummary(
        file.toString(),
        dataset.digest(),
        dataset.rows().size(),
        byCategory(dataset),
        duplicates.share(),
        duplicates.contradictingGroups(),
        split,
        rows.train().size(),
        rows.select().size(),
        rows.heldOut().size(),
        NearDuplicates.leakage(rows.train(), rows.heldOut()));
  }

  private static SequencedMap<String, Integer> byCategory(Dataset dataset) {
    SequencedMap<String, Integer> counts = new LinkedHashMap<>();
    List<String> names = dataset.categories().names();
    for (int i = 0; i < names.size(); i++) {
      counts.put(names.get(i), dataset.counts()[i]);
    }
    return counts;
  }

  /** Returns the same for people. */
  public String text() {
    String categories =
        rowsByCategory.entrySet().stream()
            .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        """
        data    %s: %,d rows: %s
                near-duplicates: %.1f %% of the rows, %d groups of them with contradicting labels
        split   %s
                %,d rows train, %,d select the epoch, %,d are held out; %d of these have a near-duplicate in train""",
        file,
        rows,
        categories,
        100 * nearDuplicateShare,
        contradictingGroups,
        split,
        train,
        select,
        heldOut,
        heldOutSeenInTraining);
  }
}
