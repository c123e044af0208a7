package io.tocsin.cli.demo;

import io.tocsin.cli.hub.HubClient;
import io.tocsin.cli.hub.LabelledData;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.DemoMark;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.PortOptions;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
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
      "Exit code 0 only if the new version answered."
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
    DemoMark.renew(state.folder());
    LocalSystem system = LocalSystem.start(settings(), console::progress);
    Thread onInterrupt = new Thread(system::close, "demo-stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    boolean stays = false;
    try {
      DemoReport report = new DemoScript(console, system.endpoints(), dataset).run();
      console.result(report, "\n" + report.text());
      stays = keep || console.terminal();
    } finally {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
      if (!stays) {
        system.stop(console::progress);
      }
    }
    if (stays) {
      console.say(NextSteps.text(system.endpoints()));
    }
    return 0;
  }

  private Dataset dataset() throws IOException {
    Path cache = state.folder().root().resolve("hub");
    LabelledData source = new LabelledData(HubClient.of(System.getenv(), cache));
    return source.read(data, Columns.DEFAULT, Categories.DISASTER);
  }

  private SystemSettings settings() {
    Path home = Path.of(System.getProperty("tocsin.home", "."));
    return UsageError.unless(
        command,
        () ->
            new SystemSettings(
                state.folder(),
                Programs.built(home),
                ports.ports(),
                1,
                base.folder(),
                state.folder().adapters().toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PATIENCE));
  }
}
