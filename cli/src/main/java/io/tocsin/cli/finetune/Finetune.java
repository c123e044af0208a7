package io.tocsin.cli.finetune;

import io.tocsin.cli.evaluate.Figures;
import io.tocsin.cli.evaluate.LabelledRows;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Json;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.train.FineTuning;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.llama.train.TrainingResult;
import io.tocsin.training.LossCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Fine-tunes on a loaded base, measures before and after, and writes everything down. */
public final class Finetune {
  private final Console console;
  private final LoadedBase base;
  private final Path baseFolder;

  /**
   * Prepares runs.
   *
   * @param base stays the caller's to close
   * @param baseFolder what the adapter names as its base
   */
  public Finetune(Console console, LoadedBase base, Path baseFolder) {
    this.console = console;
    this.base = base;
    this.baseFolder = baseFolder;
  }

  /**
   * Runs to the end, from a checkpoint if an earlier run left one.
   *
   * @throws IOException if something cannot be read or written
   */
  public FinetuneReport run(TrainingData data, Hyperparameters settings, OutputFolder out)
      throws IOException {
    console.say(SettingsText.of(settings, base));
    if (Files.exists(out.checkpoint())) {
      console.say("resume  from %s: a run was interrupted".formatted(out.checkpoint()));
    }
    Trained trained = train(data, settings, out);
    Optional<Figures> after = judge(trained.result().adapter(), data, settings);
    FinetuneReport report =
        FinetuneReport.of(
            out.folder(),
            Origin.of(base, baseFolder),
            data.summary(),
            settings,
            new BeforeAndAfter(trained.before(), after),
            trained.result(),
            trained.seconds());
    write(trained.result().adapter(), report, out);
    return report;
  }

  private record Trained(Optional<Figures> before, TrainingResult result, double seconds) {}

  private Trained train(TrainingData data, Hyperparameters settings, OutputFolder out)
      throws IOException {
    try (ProgressView view = ProgressView.on(console)) {
      FineTuning fineTuning =
          new FineTuning(base, settings, data.train(), data.select(), out.checkpoint(), view);
      Optional<Figures> before = judge(fineTuning.untrained(), data, settings);
      long start = System.nanoTime();
      TrainingResult result = fineTuning.run();
      return new Trained(before, result, (System.nanoTime() - start) / 1e9);
    }
  }

  private Optional<Figures> judge(Adapter adapter, TrainingData data, Hyperparameters settings) {
    if (data.heldOut().isEmpty()) {
      return Optional.empty();
    }
    LabelledRows rows =
        new LabelledRows(data.heldOut(), data.train().categories(), settings.maxTokens());
    return Optional.of(Figures.of(rows.judge(base, adapter).metrics()));
  }

  private void write(Adapter adapter, FinetuneReport report, OutputFolder out) throws IOException {
    Path staging = out.staging();
    PeftFolder.write(staging, adapter, base.config(), baseFolder.toString());
    Files.writeString(staging.resolve("training.json"), Json.indented(report) + "\n");
    Files.writeString(staging.resolve("loss.svg"), LossCurve.svg(report.steps()));
    out.publish();
  }
}
