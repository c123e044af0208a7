package io.tocsin.cli.check;

import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Table;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.golden.GoldenCheck;
import io.tocsin.llama.golden.GoldenReport;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares this program with what Transformers and PEFT computed. */
@Command(
    name = "check",
    description =
        "Compute anew what Transformers and PEFT computed for a golden folder, and compare:"
            + " tokens, logits, loss, gradients, training steps.")
public final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "GOLDEN_DIR", description = "Holds golden.json and the gradients.")
  private Path golden;

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "The base that it was computed with. Default: GOLDEN_DIR/base.")
  private Optional<Path> base;

  @Option(
      names = "--adapter",
      paramLabel = "DIR",
      description = "The adapter that it was computed with. Default: GOLDEN_DIR/adapter.")
  private Optional<Path> adapter;

  @Option(
      names = "--recompute",
      description = "Compute gradients with layers run again in the backward pass.")
  private boolean recompute;

  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  private record Report(
      boolean passed,
      int rows,
      GoldenReport.Tokens tokens,
      double logits,
      double loss,
      double gradients,
      String worstGradient,
      double adamW,
      double bound) {}

  @Override
  public Integer call() throws IOException {
    if (Files.notExists(golden.resolve("golden.json"))) {
      throw new IOException(
          golden + ": expected a folder with golden.json, found none: check the path");
    }
    Path baseFolder = folder(base, "base", "--base models/tiny-llama3");
    Path adapterFolder = folder(adapter, "adapter", "--adapter DIR");
    GoldenReport report = check(baseFolder, adapterFolder);
    output.console().result(document(report), text(report));
    return report.passed() ? 0 : 1;
  }

  private Path folder(Optional<Path> given, String own, String example) throws IOException {
    Path folder = given.orElse(golden.resolve(own));
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "expected a folder %s, found none: name the %s that the golden figures were computed with, as in %s"
              .formatted(folder, own, example));
    }
    return folder;
  }

  private GoldenReport check(Path baseFolder, Path adapterFolder) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(baseFolder);
        // The golden figures are fp32's: bf16 must be asked for, and agrees less.
        BaseCopies base =
            BaseCopies.load(
                checkpoint, device.placement(), device.precisionOr(Precision.FLOAT32))) {
      Adapter read = PeftFolder.read(adapterFolder, checkpoint.config());
      GoldenCheck check = new GoldenCheck(golden, base, read, recompute);
      if (checkpoint.tokenizerFile().isEmpty()) {
        return check.run(Optional.empty());
      }
      try (TweetTokenizer tokenizer = TweetTokenizer.open(checkpoint.tokenizerFile().get())) {
        return check.run(Optional.of(tokenizer));
      }
    }
  }

  private static Report document(GoldenReport report) {
    return new Report(
        report.passed(),
        report.rows(),
        report.tokens(),
        report.logits(),
        report.loss(),
        report.gradients(),
        report.worstGradient(),
        report.adamW(),
        report.bound());
  }

  private static String text(GoldenReport report) {
    String tokens =
        switch (report.tokens()) {
          case EQUAL -> "equal";
          case DIFFERENT -> "DIFFERENT";
          case GIVEN -> "as given: the base has no tokenizer.json";
        };
    Table table = Table.of("largest difference", "found", "bound", "");
    row(table, "logits, absolute", report.logits(), report.bound());
    row(table, "loss, relative", report.loss(), report.bound());
    row(table, "gradients, ‖Δ‖ / ‖g‖", report.gradients(), report.bound());
    row(table, "training losses, relative", report.adamW(), report.bound());
    return "%s%n%nworst gradient: %s%ntokens: %s%n%d rows: %s"
        .formatted(
            table,
            report.worstGradient(),
            tokens,
            report.rows(),
            report.passed() ? "passed" : "FAILED");
  }

  private static void row(Table table, String name, double found, double bound) {
    table.row(
        name,
        String.format(Locale.ROOT, "%.2e", found),
        String.format(Locale.ROOT, "%.1e", bound),
        found <= bound ? "ok" : "TOO LARGE");
  }
}
