package io.tocsin.cli.chaos;

import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.pipeline.BenchSystem;
import io.tocsin.cli.pipeline.RandomAdapters;
import io.tocsin.cli.pipeline.TextOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves that each tweet has exactly one outcome, whatever fails. */
@Command(
    name = "chaos",
    description = {
      "Kill, pause and swap under full load, then count what became of every tweet.",
      "Inference processes are killed with -9, the broker too; a replica is stopped (SIGSTOP) within"
          + " a transaction until others have its partitions, and resumed as a zombie that must be"
          + " fenced; adapters are swapped all the while. Starts a system of its own on free ports"
          + " and deletes it afterwards, unless something was violated. Exit code 0 only if every"
          + " record has exactly one outcome, and the right one, and every zombie was fenced."
    })
public final class ChaosCommand implements Callable<Integer> {
  @Option(names = "--tweets", paramLabel = "N", defaultValue = "100000")
  private int tweets;

  @Option(names = "--replicas", paramLabel = "N", defaultValue = "2")
  private int replicas;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "3",
      description = "Of inference processes.")
  private int kills;

  @Option(names = "--broker-stops", paramLabel = "N", defaultValue = "1")
  private int brokerStops;

  @Option(names = "--pauses", paramLabel = "N", defaultValue = "1")
  private int pauses;

  @Option(names = "--swaps", paramLabel = "N", defaultValue = "20")
  private int swaps;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the tweets, the faults, their victims and moments.")
  private long seed;

  @Mixin private TextOptions texts;
  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    ChaosTerms terms =
        UsageError.unless(
            command,
            () -> new ChaosTerms(seed, tweets, replicas, kills, brokerStops, pauses, swaps));
    Console console = output.console();
    FaultPlan plan = FaultPlan.draw(terms);
    console.progress("The plan of seed %d, by records written:\n%s".formatted(seed, plan.text()));
    try (BenchSystem system =
        BenchSystem.start(base.folder(), device.placement().names(), replicas, console::progress)) {
      ChaosReport report = run(system, terms, plan, console);
      console.result(report, report.text());
      if (report.violations().isEmpty()) {
        return 0;
      }
      console.progress("what the system kept stays, its logs too: " + system.keep());
      return 1;
    }
  }

  private ChaosReport run(BenchSystem system, ChaosTerms terms, FaultPlan plan, Console console)
      throws IOException, TimeoutException {
    try {
      return new ChaosRun(system, console::progress)
          .run(terms, plan, texts.read(), RandomAdapters.pair(base.folder(), system));
    } catch (RuntimeException | IOException | TimeoutException e) {
      console.progress("what the system kept stays, its logs too: " + system.keep());
      throw e;
    }
  }
}
