package io.tocsin.cli.soak;

import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.pipeline.BenchSystem;
import io.tocsin.cli.pipeline.GroupProgress;
import io.tocsin.cli.pipeline.RandomAdapters;
import io.tocsin.cli.pipeline.RolloutWriter;
import io.tocsin.cli.pipeline.TextOptions;
import io.tocsin.cli.pipeline.TweetLoad;
import io.tocsin.cli.system.RecordedProcess;
import io.tocsin.cli.tag.TagStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that nothing leaks. */
@Command(
    name = "soak",
    description = {
      "Run a system at full load for long, its adapters swapped every 30 s: memory, live NDArrays,"
          + " open files and latency must not grow.",
      "Writes all samples to soak.csv and a chart of the replica to soak.svg. Judged are the later"
          + " three quarters, by least squares. Starts a system of its own on free ports and deletes"
          + " it afterwards. Linux only."
    })
public final class SoakCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Else resident memory would grow for an hour as heaps are used for the first time. */
  private static final String TOUCHED = "-XX:+AlwaysPreTouch";

  @Option(names = "--minutes", paramLabel = "N", defaultValue = "60")
  private int minutes;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Between two samples.")
  private int every;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where soak.csv and soak.svg go.")
  private Path out;

  @Mixin private TextOptions texts;
  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    UsageError.unless(command, minutes > 0, "--minutes: expected more than 0, found " + minutes);
    UsageError.unless(command, every > 0, "--every: expected more than 0, found " + every);
    Console console = output.console();
    Files.createDirectories(out);
    try (BenchSystem system =
        BenchSystem.start(
            BenchSystem.built().flagged(TOUCHED),
            base.folder(),
            device.placement().names(),
            1,
            console::progress)) {
      SoakReport report = report(system, console);
      console.result(report, report.text());
      if (report.flat()) {
        return 0;
      }
      console.progress("what the system kept stays, its logs too: " + system.keep());
      return 1;
    }
  }

  private SoakReport report(BenchSystem system, Console console)
      throws IOException, TimeoutException {
    try {
      List<Measurement> measured = measure(system, console);
      try (GroupProgress group = new GroupProgress(system.clients())) {
        group.awaitEnd(PATIENCE);
      }
      return SoakReport.of(OutcomeCheck.settled(system.clients()), measured);
    } catch (RuntimeException | IOException | TimeoutException e) {
      console.progress("what the system kept stays, its logs too: " + system.keep());
      throw e;
    }
  }

  private List<Measurement> measure(BenchSystem system, Console console)
      throws IOException, TimeoutException {
    try (RolloutWriter rollouts = new RolloutWriter(system.clients());
        TagStream tags = new TagStream(system.clients());
        TweetLoad load = new TweetLoad(system.clients(), texts.read())) {
      SoakRun run =
          new SoakRun(
              new Sampler(system.processes()),
              new FullLoad(load, tags),
              rollouts,
              RandomAdapters.pair(base.folder(), system),
              console::progress);
      try {
        run.run(Duration.ofMinutes(minutes), Duration.ofSeconds(every));
      } finally {
        write(run.measured(), system.processes());
      }
      return run.measured();
    }
  }

  private void write(List<Measurement> measured, List<RecordedProcess> processes)
      throws IOException {
    if (measured.isEmpty()) {
      return;
    }
    Files.writeString(out.resolve("soak.csv"), SoakCsv.of(measured));
    String replica =
        processes.stream().filter(RecordedProcess::isReplica).findFirst().orElseThrow().name();
    Set<String> shown = Set.of(replica, SoakRun.SYSTEM);
    Files.writeString(
        out.resolve("soak.svg"),
        SoakChart.svg(measured.stream().filter(point -> shown.contains(point.process())).toList()));
  }
}
