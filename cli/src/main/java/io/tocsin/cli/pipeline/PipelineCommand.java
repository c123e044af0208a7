package io.tocsin.cli.pipeline;

import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.torch.TorchRuntime;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what Kafka and exactly-once cost. */
@Command(
    name = "pipeline",
    description = {
      "Measure tweets tagged a second by the whole system, exactly once, against its model alone:"
          + " the same texts, threads and tokenising, one after the other in each round.",
      "Then latency from a tweet's record to its committed tag at half that load. Starts a system of"
          + " its own on free ports and deletes it afterwards."
    })
public final class PipelineCommand implements Callable<Integer> {
  /** As the inference service takes at most. */
  private static final int BATCH = 256;

  @Option(
      names = "--tweets",
      paramLabel = "N",
      defaultValue = "6000",
      description = "A measurement.")
  private int tweets;

  @Option(names = "--rounds", paramLabel = "N", defaultValue = "5")
  private int rounds;

  @Mixin private TextOptions texts;
  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    UsageError.unless(command, tweets > 0 && rounds > 0, "expected --tweets and --rounds above 0");
    Console console = output.console();
    Placement where = device.placement();
    UsageError.unless(
        command,
        device.precision(where) == Precision.usualOn(where.first()),
        "--dtype: expected none, since services compute as is usual on the device");
    Precision precision = Precision.usualOn(where.first());
    try (BenchSystem system =
            BenchSystem.start(base.folder(), where.names(), 1, console::progress);
        LoadedBase loaded = LoadedBase.load(base.folder(), where, precision);
        BareModel bare =
            new BareModel(loaded, Integer.parseInt(AdapterOptions.MAX_LENGTH), BATCH)) {
      PipelineBench bench =
          new PipelineBench(system.clients(), bare, texts.read(), console::progress);
      PipelineReport report = report(bench, where, precision);
      console.result(report, report.text());
    }
    return 0;
  }

  private PipelineReport report(PipelineBench bench, Placement where, Precision precision)
      throws TimeoutException {
    PipelineBench.Rates rates = bench.rates(rounds, tweets);
    double pipeline = PipelineReport.median(rates.pipeline());
    double half = pipeline / 2;
    return new PipelineReport(
        where.names(),
        precision.label(),
        TorchRuntime.threads(where.first()),
        tweets,
        rates.bare(),
        rates.pipeline(),
        pipeline / PipelineReport.median(rates.bare()),
        half,
        bench.latency(half));
  }
}
