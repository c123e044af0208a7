package io.tocsin.cli.learning;

import io.tocsin.cli.output.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the system learned, as measured.
 *
 * @param timeline what happened
 * @param before live accuracy on the subject that the first version was taught
 * @param after its live accuracy after the subject shifted
 * @param promoted live accuracy of the version that was promoted, as the active one
 * @param retrain from the shift to the request for a retrain
 * @param promotion from that to the promotion
 * @param withdrawal of the worse adapter, from its publication
 */
record LearningReport(
    List<Timeline.Event> timeline,
    Audits before,
    Audits after,
    Audits promoted,
    Stage retrain,
    Stage promotion,
    Stage withdrawal) {

  /**
   * What something took.
   *
   * @param took time
   * @param labels that were given in it
   * @param audits so many of them
   */
  record Stage(Duration took, long labels, long audits) {}

  String text() {
    Table accuracy = Table.of("", "live accuracy", "audited tweets");
    row(accuracy, "before the shift", before);
    row(accuracy, "after the shift", after);
    row(accuracy, "after the promotion", promoted);
    Table stages = Table.of("", "time", "labels", "of them audits");
    row(stages, "from the shift to the request", retrain);
    row(stages, "from the request to the promotion", promotion);
    row(stages, "from a bad adapter to its withdrawal", withdrawal);
    return accuracy + "\n\n" + stages + "\n\nAll decided by the monitor; no operator took part.";
  }

  private static void row(Table table, String name, Audits audits) {
    table.row(
        name,
        String.format(Locale.ROOT, "%.1f %%", 100 * audits.accuracy()),
        Long.toString(audits.tweets()));
  }

  private static void row(Table table, String name, Stage stage) {
    table.row(
        name,
        String.format(Locale.ROOT, "%.1f s", stage.took().toMillis() / 1e3),
        Long.toString(stage.labels()),
        Long.toString(stage.audits()));
  }
}
