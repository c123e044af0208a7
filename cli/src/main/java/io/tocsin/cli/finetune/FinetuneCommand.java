package io.tocsin.cli.finetune;

import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DataOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.train.Hyperparameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Fine-tunes an adapter on labelled tweets. */
@Command(
    name = "finetune",
    description = {
      "Fine-tune an adapter on labelled tweets.",
      "A killed run, started again with the same options, goes on after its last whole epoch."
    })
public final class FinetuneCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = {
        "A new folder for the adapter in PEFT's layout,",
        "with training.json and loss.svg beside it."
      })
  private Path out;

  @Mixin private BaseOptions base;
  @Mixin private SplitOptions split;
  @Mixin private HyperparameterOptions hyperparameters;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    Recipe recipe = hyperparameters.recipe();
    SplitOptions.Choice choice = split.choice(hyperparameters.seed());
    OutputFolder folder = OutputFolder.at(out);
    Dataset dataset = data.read();
    TrainingData cut = TrainingData.of(data.file(), dataset, choice, recipe.selection());
    Hyperparameters settings =
        recipe.hyperparameters(
            recipe.classWeights().weights(cut.train().counts()), hyperparameters.seed());
    Placement chosen = device.placement();
    console.say(cut.summary().text());
    try (LoadedBase loaded = LoadedBase.load(base.folder(), chosen, device.precision(chosen))) {
      FinetuneReport report =
          new Finetune(console, loaded, base.folder()).run(cut, settings, folder);
      console.result(report.summary(), report.text());
    }
    return 0;
  }
}
