package io.tocsin.cli.demo;

import ai.djl.Device;
import io.tocsin.cli.finetune.Finetune;
import io.tocsin.cli.finetune.FinetuneReport;
import io.tocsin.cli.finetune.OutputFolder;
import io.tocsin.cli.finetune.Recipe;
import io.tocsin.cli.finetune.TrainingData;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.train.Hyperparameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the main job on the bundled sample. */
@Command(
    name = "demo",
    description = {
      "Show the main job on the bundled sample.",
      "Fine-tunes the bundled base, shows accuracy before and after, and tags a dozen tweets that"
          + " it never saw."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 42;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      defaultValue = "${sys:tocsin.home:-.}/samples/tweets.csv",
      description = "Labelled tweets instead of the sample.")
  private Path data;

  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    // The last demo's adapter goes; one that was killed halfway leaves nothing in the way.
    Path folder = Path.of(System.getProperty("tocsin.home", "."), ".tocsin", "demo", "adapter");
    OutputFolder.discard(folder);
    Dataset dataset = DatasetReader.read(data, Columns.DEFAULT, Categories.DISASTER);
    TrainingData cut = TrainingData.byParts(data, dataset, Recipe.DEFAULT.selection());
    Hyperparameters settings =
        Recipe.DEFAULT.hyperparameters(
            Recipe.DEFAULT.classWeights().weights(cut.train().counts()), SEED);
    Device chosen = device.device();
    console.say(cut.summary().text());
    try (LoadedBase loaded = LoadedBase.load(base.folder(), chosen, device.precision(chosen))) {
      FinetuneReport report =
          new Finetune(console, loaded, base.folder()).run(cut, settings, OutputFolder.at(folder));
      Adapter adapter = PeftFolder.read(folder, loaded.config());
      Showcase showcase = Showcase.of(loaded, adapter, cut.heldOut());
      console.result(
          new Demo(report.summary(), showcase), report.text() + "\n\n" + showcase.text());
    }
    console.say(next(folder));
    return 0;
  }

  private record Demo(FinetuneReport.Summary training, Showcase tagged) {}

  private static String next(Path folder) {
    Path shown = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath().normalize());
    return """

        Try next:
          ./tocsin model classify --adapter %1$s "Bridge collapsed, people trapped, send help"
          ./tocsin model evaluate --adapter %1$s --data samples/tweets.csv
          ./tocsin model finetune --data FILE --out DIR    with tweets of your own; --help tells more"""
        .formatted(shown);
  }
}
