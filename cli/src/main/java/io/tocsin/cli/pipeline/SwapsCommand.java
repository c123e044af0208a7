package io.tocsin.cli.pipeline;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what a swap of adapters costs the stream. */
@Command(
    name = "swaps",
    description = {
      "Swap adapters under full load: measure the pause that the batch loop sees, and count what"
          + " becomes of every tweet.",
      "Starts a system of its own on free ports and deletes it afterwards. Exit code 0 only if no"
          + " tweet was lost, doubled or mistagged."
    })
public final class SwapsCommand implements Callable<Integer> {
  private static final String PAUSE = "tocsin_inference_swap_pause_seconds";
  private static final double HIGH = 0.99;

  @Option(names = "--swaps", paramLabel = "N", defaultValue = "200")
  private int swaps;

  @Mixin private TextOptions texts;
  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    UsageError.unless(command, swaps > 0, "--swaps: expected more than 0, found " + swaps);
    Console console = output.console();
    Placement where = device.placement();
    UsageError.unless(
        command,
        device.precision(where) == Precision.usualOn(where.first()),
        "--dtype: expected none, since services compute as is usual on the device");
    try (BenchSystem system =
            BenchSystem.start(base.folder(), where.names(), 1, console::progress);
        RolloutWriter rollouts = new RolloutWriter(system.clients());
        TagStream tags = new TagStream(system.clients());
        TweetLoad load = new TweetLoad(system.clients(), texts.read())) {
      List<AdapterPublished> adapters = RandomAdapters.pair(base.folder(), system);
      adapters.forEach(rollouts::announce);
      SwapBench bench = new SwapBench(tags, load, rollouts, console::progress);
      SwapsReport report = report(bench.run(adapters, swaps), system);
      console.result(report, report.text());
      return report.outcomes().isExact() ? 0 : 1;
    }
  }

  private SwapsReport report(List<Double> seconds, BenchSystem system) throws TimeoutException {
    Outcomes outcomes = OutcomeCheck.settled(system.clients());
    InferenceClient replica =
        new InferenceClient(system.endpoints().inference().getFirst(), ServiceKey.ofEnvironment());
    return new SwapsReport(
        seconds.size(),
        outcomes,
        Math.round(replica.metric(PAUSE + "_count")),
        replica.quantileBound(PAUSE, HIGH),
        Quantiles.of(seconds.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
