package io.tocsin.cli.labelling;

import io.tocsin.cli.finetune.Recipe;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DataOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Meter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.Split;
import io.tocsin.llama.data.SplitRows;
import io.tocsin.llama.model.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what it saves to label doubtful tweets first. */
@Command(
    name = "active-learning",
    description = {
      "Show how many labels an accuracy takes when doubtful tweets are labelled first, as GET"
          + " /labelling/next hands them out, and when any are.",
      "The rows that judge are never labelled. Each training begins at the base and takes the default"
          + " recipe."
    })
public final class ActiveLearningCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Mixin private DataOptions data;

  @Option(
      names = "--orders",
      paramLabel = "ORDER",
      split = ",",
      defaultValue = "random,uncertain,disputed",
      description = {
        "Which tweets are labelled first: random; uncertain (by the newest version); disputed",
        "(between the newest and the one before it, as challenger and active version)."
      })
  private List<Order> orders;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,3,4,5",
      description = "A run of each order for each: of what is random, and of the trainings.")
  private List<Long> seeds;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many are labelled at random before the first training.")
  private int first;

  @Option(
      names = "--every",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many are labelled between two trainings.")
  private int batch;

  @Option(
      names = "--labels",
      paramLabel = "N",
      defaultValue = "1500",
      description = "So many at most.")
  private int labels;

  @Option(
      names = "--target",
      paramLabel = "SHARE",
      defaultValue = "0.79",
      description = "The accuracy that is wanted.")
  private double target;

  @Option(
      names = "--audit-share",
      paramLabel = "SHARE",
      defaultValue = "0.2",
      description = "Of the labels so many go to tweets drawn at random, as the monitor does it.")
  private double auditShare;

  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    LabellingPlan plan =
        UsageError.unless(
            command, () -> new LabellingPlan(first, batch, labels, auditShare, Recipe.DEFAULT));
    Dataset dataset = data.read();
    SplitRows rows = new Split.ByPart().of(dataset);
    int pool = rows.train().size() + rows.select().size();
    UsageError.unless(
        command,
        labels <= pool,
        "--labels: expected %,d at most, for so many rows do not judge".formatted(pool));
    Placement chosen = device.placement();
    try (LoadedBase loaded = LoadedBase.load(base.folder(), chosen, device.precision(chosen))) {
      List<LearningPoint> points = points(loaded, plan, rows, dataset);
      ActiveLearningReport report =
          ActiveLearningReport.of(pool, rows.heldOut().size(), target, points);
      output.console().result(report, report.text());
    }
    return 0;
  }

  private List<LearningPoint> points(
      LoadedBase loaded, LabellingPlan plan, SplitRows rows, Dataset dataset) throws IOException {
    Console console = output.console();
    long total = plan.counts().count() * orders.size() * seeds.size();
    List<LearningPoint> points = new ArrayList<>();
    try (Meter meter = new Meter(console, "training")) {
      for (long seed : seeds) {
        for (Order order : orders) {
          new LearningRun(loaded, plan, rows, dataset.categories(), order, seed)
              .run(
                  point -> {
                    points.add(point);
                    meter.at(points.size(), total, text(point));
                  });
        }
      }
    }
    return points;
  }

  private static String text(LearningPoint point) {
    return String.format(
        Locale.ROOT,
        "%s, seed %d, %,d labels: %.1f %%",
        point.order().words(),
        point.seed(),
        point.labels(),
        100 * point.accuracy());
  }
}
