package io.tocsin.cli.client;

import io.tocsin.cli.evaluate.FiguresTable;
import io.tocsin.cli.output.Table;
import io.tocsin.cli.system.TrainingText;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.LedgerReader;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** An adapter as its topic announces it. */
public final class PublishedAdapter {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PublishedAdapter() {}

  /**
   * Returns what was announced of a version.
   *
   * @throws ServiceException if there is nothing
   */
  public static AdapterPublished of(String version, KafkaClients clients) {
    return Optional.ofNullable(LedgerReader.now(clients, PATIENCE).adapters().get(version))
        .orElseThrow(
            () ->
                new ServiceException(
                    "expected adapter %s in topic %s, found none"
                        .formatted(version, Topics.ADAPTERS.name())));
  }

  /** Returns figures before and after, and the verdict. */
  public static String text(AdapterPublished adapter) {
    String figures =
        adapter
            .metrics()
            .map(PublishedAdapter::table)
            .orElse("There were no labels to compare on.");
    return "%s%n%nadapter %s from %,d labels, %s"
        .formatted(
            figures,
            adapter.version(),
            adapter.labels().rows(),
            TrainingText.of(adapter.verdict()));
  }

  private static String table(Comparison comparison) {
    Table table =
        Table.of(
            "on %,d rows".formatted(comparison.after().rows()),
            "before: " + comparison.against(),
            "after");
    share(table, "accuracy", Metrics::accuracy, comparison);
    share(table, "f1", Metrics::f1, comparison);
    share(table, "precision", Metrics::precision, comparison);
    share(table, "recall", Metrics::recall, comparison);
    share(table, "calibration error", Metrics::ece, comparison);
    return table.row("loss", loss(comparison.before()), loss(comparison.after())).toString();
  }

  private static void share(
      Table table, String name, ToDoubleFunction<Metrics> figure, Comparison comparison) {
    table.row(
        name,
        FiguresTable.percent(figure.applyAsDouble(comparison.before())),
        FiguresTable.percent(figure.applyAsDouble(comparison.after())));
  }

  private static String loss(Metrics metrics) {
    return String.format(Locale.ROOT, "%.4f", metrics.loss());
  }
}
