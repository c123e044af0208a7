package io.tocsin.cli;

import io.tocsin.cli.alert.AlertsCommand;
import io.tocsin.cli.chaos.ChaosCommand;
import io.tocsin.cli.client.AccessCommand;
import io.tocsin.cli.client.ClassifyCommand;
import io.tocsin.cli.client.DeleteCommand;
import io.tocsin.cli.client.LabelCommand;
import io.tocsin.cli.client.ReplayCommand;
import io.tocsin.cli.client.RetrainCommand;
import io.tocsin.cli.client.TopicsCommand;
import io.tocsin.cli.client.TweetCommand;
import io.tocsin.cli.client.WatchCommand;
import io.tocsin.cli.deadletter.DeadLettersCommand;
import io.tocsin.cli.demo.DemoCommand;
import io.tocsin.cli.explain.ExplainCommand;
import io.tocsin.cli.key.KeysCommand;
import io.tocsin.cli.retag.RetagCommand;
import io.tocsin.cli.rollout.RolloutCommand;
import io.tocsin.cli.soak.SoakCommand;
import io.tocsin.cli.system.DownCommand;
import io.tocsin.cli.system.LogsCommand;
import io.tocsin.cli.system.StatusCommand;
import io.tocsin.cli.system.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all commands. */
@Command(
    name = "tocsin",
    description = "Tags tweets as disaster or not with a LoRA-tuned Llama-3.",
    versionProvider = TocsinVersion.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    showDefaultValues = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or the check did not pass", "2:wrong usage"},
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TweetCommand.class,
      LabelCommand.class,
      DeleteCommand.class,
      ReplayCommand.class,
      WatchCommand.class,
      AlertsCommand.class,
      ClassifyCommand.class,
      RetrainCommand.class,
      RolloutCommand.class,
      TopicsCommand.class,
      AccessCommand.class,
      KeysCommand.class,
      ExplainCommand.class,
      DeadLettersCommand.class,
      RetagCommand.class,
      BenchCommands.class,
      ChaosCommand.class,
      SoakCommand.class,
      ModelCommand.class
    })
public final class Tocsin {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "On failure, show where in the program it happened.")
  private boolean verbose;

  /** Returns the whole tree of commands, ready to execute. */
  public static CommandLine commandLine() {
    Tocsin tocsin = new Tocsin();
    return new CommandLine(tocsin)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageReport())
        .setExecutionExceptionHandler(new FailureReport(() -> tocsin.verbose));
  }
}
