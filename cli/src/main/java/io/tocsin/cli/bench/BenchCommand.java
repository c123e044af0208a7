package io.tocsin.cli.bench;

import io.tocsin.cli.finetune.Recipe;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.MatmulWork;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.train.Hyperparameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures training or classification on random tokens. */
@Command(
    name = "bench",
    description = "Measure training steps or classification on rows of random tokens.")
public final class BenchCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int CATEGORIES = 2;

  @Spec private CommandSpec command;

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      defaultValue = "tiny",
      description =
          "tiny, 1b (Llama-3.2-1B), 8b (Meta-Llama-3-8B), 70b (-70B), or a base model's folder.")
  private String shape;

  @Option(
      names = "--random",
      description = "Random weights for a folder's shape, too. Named shapes always have them.")
  private boolean random;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "classify",
      description = "${COMPLETION-CANDIDATES}.")
  private Mode mode;

  @Option(names = "--batch", paramLabel = "ROWS", defaultValue = "32")
  private int batch;

  @Option(names = "--tokens", paramLabel = "TOKENS", defaultValue = "32", description = "A row.")
  private int tokens;

  @Option(
      names = "--lengths",
      paramLabel = "FILE",
      description =
          "Rows of these numbers of tokens, one a line, instead: a step is then an epoch in"
              + " batches of --batch rows, or the classification of all.")
  private Optional<Path> lengths;

  @Option(names = "--steps", paramLabel = "STEPS", defaultValue = "20", description = "Measured.")
  private int steps;

  @Option(
      names = "--warmup-steps",
      paramLabel = "STEPS",
      defaultValue = "5",
      description = "Before the clock starts.")
  private int warmupSteps;

  @Option(names = "--recompute", description = "Run layers again in the backward pass.")
  private boolean recompute;

  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;

  private enum Mode {
    train,
    classify
  }

  @Override
  public Integer call() throws IOException {
    UsageError.unless(
        command,
        batch > 0 && tokens > 0 && steps > 0 && warmupSteps >= 0,
        "expected --batch, --tokens and --steps above 0, --warmup-steps not below");
    BenchShape chosen = BenchShape.of(shape);
    UsageError.unless(
        command,
        tokens <= chosen.config().maxPositionEmbeddings(),
        "--tokens: expected at most %d, found %d"
            .formatted(chosen.config().maxPositionEmbeddings(), tokens));
    Placement where = device.placement();
    Console console = output.console();
    console.progress("loading " + shape);
    BenchRows rows = rows(chosen.config());
    try (BaseCopies base = load(chosen, where, device.precision(where));
        Workload workload = workload(base, rows)) {
      console.progress("%d steps to warm up, %d to measure".formatted(warmupSteps, steps));
      for (int step = 0; step < warmupSteps; step++) {
        workload.run();
      }
      BenchReport report = report(base, workload, rows, StepTimes.of(workload::run, steps));
      console.result(report, report.text());
    }
    return 0;
  }

  private BenchRows rows(LlamaConfig config) throws IOException {
    return lengths.isPresent()
        ? BenchRows.ofLengths(lengths.get(), config.maxPositionEmbeddings(), config.vocabSize())
        : BenchRows.uniform(batch, tokens, config.vocabSize());
  }

  private BaseCopies load(BenchShape chosen, Placement where, Precision precision)
      throws IOException {
    if (chosen instanceof BenchShape.Folder folder && !random) {
      try (Checkpoint checkpoint = Checkpoint.open(folder.directory())) {
        return BaseCopies.load(checkpoint, where, precision);
      }
    }
    return BaseCopies.random(chosen.config(), where, precision);
  }

  private Workload workload(BaseCopies base, BenchRows rows) {
    Hyperparameters hyperparameters =
        new Hyperparameters(
            Recipe.SEED.lora(),
            Recipe.SEED.adamW(),
            1,
            Recipe.SEED.learningRate(),
            0,
            batch,
            1,
            0,
            0,
            ClassWeights.equal(CATEGORIES),
            TextPreparation.PLAIN,
            base.first().config().maxPositionEmbeddings(),
            recompute,
            SEED);
    return switch (mode) {
      case train -> Workload.Training.of(base, hyperparameters, rows);
      case classify -> Workload.Classifying.of(base, hyperparameters, rows);
    };
  }

  private BenchReport report(BaseCopies base, Workload workload, BenchRows rows, StepTimes times)
      throws IOException {
    MatmulWork work = new MatmulWork(base.first().config());
    double operations = workload.operations(work, rows.size(), rows.tokens());
    PeakMemory memory = PeakMemory.of(base);
    return new BenchReport(
        shape,
        mode.name().toLowerCase(Locale.ROOT),
        base.names(),
        base.first().precision().label(),
        base.threads(),
        rows.description(),
        batch,
        recompute,
        rows.tokens() / times.median(),
        rows.size() / times.median(),
        operations / times.median() / 1e12,
        workload.loss(),
        memory.bytes(),
        memory.source(),
        times);
  }
}
