package io.tocsin.cli.classify;

import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.model.Placement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Classifies texts given as arguments, or a stream of lines. */
@Command(
    name = "classify",
    description =
        "Classify texts, or the lines of standard input as they come. One line out for each in,"
            + " in their order.")
public final class ClassifyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "TEXT",
      arity = "0..*",
      description = "Texts. Without any, lines are read from standard input.")
  private List<String> texts = List.of();

  @Mixin private BaseOptions base;
  @Mixin private AdapterOptions adapter;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    Placement chosen = device.placement();
    try (LoadedBase loaded = LoadedBase.load(base.folder(), chosen, device.precision(chosen));
        Classifier classifier = new Classifier(loaded, adapter.maxTokens());
        ServedAdapter served = classifier.add(PeftFolder.read(adapter.folder(), loaded.config()))) {
      TaggedLines tagged = new TaggedLines(classifier, served, console);
      if (texts.isEmpty()) {
        tagged.stream(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
      } else {
        tagged.write(texts);
      }
    }
    return 0;
  }
}
