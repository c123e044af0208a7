package io.tocsin.cli.demo;

import io.tocsin.cli.hub.HubClient;
import io.tocsin.cli.hub.LabelledData;
import io.tocsin.cli.learning.HastyMonitor;
import io.tocsin.cli.learning.LearningDemo;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.DemoMark;
import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.PortOptions;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.messaging.rollout.Takeover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job on the whole system. */
@Command(
    name = "demo",
    description = {
      "Show the main job: start a broker and the services on this machine, stream labelled tweets"
          + " through them, train an adapter, and see it hot-loaded and tagging.",
      "On a terminal the system stays for you to try; without one it is stopped at the end. What an"
          + " earlier demo left is deleted.",
      "With --learning, show how it keeps learning: the subject of the stream shifts, live accuracy"
          + " falls, the policy asks for a retrain, the new adapter shadows, wins and is promoted; a"
          + " bad one is published, loses and is withdrawn. All of that is decided by the monitor,"
          + " on labels that come while the stream goes on.",
      "Exit code 0 only if the new version answered; with --learning, only if all of that came."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Option(
      names = "--data",
      paramLabel = "SOURCE",
      defaultValue = "${sys:tocsin.home:-.}/samples/tweets.csv",
      description =
          "Labelled tweets instead of the sample: a file (.csv, .tsv, .jsonl, .parquet), or"
              + " hf:OWNER/NAME for a data set on the Hugging Face hub.")
  private String data;

  @Option(
      names = "--learning",
      description = "Show a subject that shifts. The data must have keywords to tell it by.")
  private boolean learning;

  @Option(names = "--keep", description = "Leave the system running without a terminal, too.")
  private boolean keep;

  @Mixin private PortOptions ports;
  @Mixin private BaseOptions base;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    Console console = output.console();
    Dataset dataset = dataset();
    console.say("%s: %,d labelled tweets".formatted(data, dataset.rows().size()));
    Scenario scenario = scenario(dataset);
    DemoMark.renew(state.folder());
    LocalSystem system = LocalSystem.start(settings(), console::progress);
    Thread onInterrupt = new Thread(system::close, "demo-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    boolean stays = false;
    try {
      scenario.show(console, system.endpoints());
      stays = keep || console.terminal();
    } finally {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
      if (!stays) {
        system.stop(console::progress);
      }
    }
    if (stays) {
      console.say(NextSteps.text(system.endpoints(), state.again()));
    }
    return 0;
  }

  /** What is shown on a system that was started for it. */
  private interface Scenario {
    void show(Console console, Endpoints endpoints) throws IOException, TimeoutException;
  }

  private Scenario scenario(Dataset dataset) {
    return learning
        ? new LearningDemo(dataset, state.folder(), base.folder())::show
        : (console, endpoints) -> {
          DemoReport report = new DemoScript(console, endpoints, dataset).run();
          console.result(report, "\n" + report.text());
        };
  }

  private Dataset dataset() throws IOException {
    Path cache = state.folder().root().resolve("hub");
    LabelledData source = new LabelledData(HubClient.of(System.getenv(), cache));
    return source.read(data, Columns.DEFAULT, Categories.DISASTER);
  }

  private SystemSettings settings() {
    Programs programs = Programs.built(Path.of(System.getProperty("tocsin.home", ".")));
    return UsageError.unless(
        command,
        () ->
            new SystemSettings(
                state.folder(),
                learning ? programs.monitoring(HastyMonitor.SETTINGS) : programs,
                ports.ports(),
                1,
                base.folder(),
                state.folder().adapters().toString(),
                Optional.empty(),
                Optional.of(learning ? Takeover.SHADOW : Takeover.SWITCH),
                Optional.empty(),
                PATIENCE));
  }
}
