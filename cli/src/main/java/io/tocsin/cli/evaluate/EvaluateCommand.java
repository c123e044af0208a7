package io.tocsin.cli.evaluate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DataOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.HeldOutIds;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.Placement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures an adapter on labelled tweets. */
@Command(
    name = "evaluate",
    description = "Measure an adapter on labelled tweets: accuracy, F1, calibration, speed.")
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private BaseOptions base;
  @Mixin private AdapterOptions adapter;
  @Mixin private DataOptions data;

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "Only the rows with these ids: a JSON array, or one id a line.")
  private Optional<Path> ids;

  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  private record Report(
      @JsonUnwrapped Figures figures,
      List<String> categories,
      double tweetsPerSecond,
      double seconds,
      String device,
      String dtype) {}

  @Override
  public Integer call() throws IOException {
    Dataset dataset = data.read();
    LabelledRows rows =
        new LabelledRows(chosen(dataset), dataset.categories(), adapter.maxTokens());
    Placement chosen = device.placement();
    try (LoadedBase loaded = LoadedBase.load(base.folder(), chosen, device.precision(chosen))) {
      Adapter trained = PeftFolder.read(adapter.folder(), loaded.config());
      print(rows, rows.judge(loaded, trained), loaded);
    }
    return 0;
  }

  private List<LabelledTweet> chosen(Dataset dataset) throws IOException {
    if (ids.isEmpty()) {
      return dataset.rows();
    }
    Set<String> wanted = HeldOutIds.read(ids.get()).ids();
    List<LabelledTweet> found =
        dataset.rows().stream().filter(row -> wanted.contains(row.id())).toList();
    if (found.size() < wanted.size()) {
      throw new IOException(
          "%s: expected ids of %s, found only %d of %d there: do they belong together?"
              .formatted(ids.get(), data.file(), found.size(), wanted.size()));
    }
    return found;
  }

  private void print(LabelledRows rows, LabelledRows.Judgement judgement, LoadedBase loaded) {
    Figures figures = Figures.of(judgement.metrics());
    Console console = output.console();
    String text =
        String.format(
            Locale.ROOT,
            "%s%n%n%s%n%n%d rows, %.0f tweets/s",
            FiguresTable.of(List.of("value"), List.of(figures)),
            FiguresTable.confusion(rows.categories(), figures.confusion()),
            figures.n(),
            judgement.tweetsPerSecond());
    Report report =
        new Report(
            figures,
            rows.categories().names(),
            judgement.tweetsPerSecond(),
            judgement.duration().toNanos() / 1e9,
            loaded.copies().names(),
            loaded.model().precision().label());
    console.result(report, text);
  }
}
