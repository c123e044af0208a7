package io.tocsin.cli.rollout;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.messaging.rollout.Challenger;
import io.tocsin.messaging.rollout.RolloutChange;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Who answers, and who shall. */
@Command(
    name = "rollout",
    description = {
      "Show and change who answers: the active version, a canary that answers a share in its place,"
          + " a shadow that classifies beside it.",
      "Each change is one record in topic rollouts. A replica serves it once its adapters are loaded"
          + " and the batch under way has ended; the command waits for that, and says how long it"
          + " took."
    },
    scope = ScopeType.INHERIT,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and served by every replica that can be reached",
      "1:refused, or not served; the message says why",
      "2:wrong usage",
      "3:lost the race: another rollout came first, and nothing changed"
    },
    subcommands = {ShowCommand.class, HistoryCommand.class})
public final class RolloutCommand {
  @Command(name = "activate", description = "Have a version answer; 0 is the untrained head.")
  int activate(
      @Parameters(paramLabel = "VERSION", description = "Which.") String version,
      @Mixin ChangeOptions options,
      @Mixin OutputOptions output) {
    return new Change(options, output.console()).make(new RolloutChange.Activate(version));
  }

  @Command(
      name = "canary",
      description = "Have a version answer a share of the tweets, always the same ones.")
  int canary(
      @Parameters(paramLabel = "VERSION", description = "Which.") String version,
      @Option(
              names = "--share",
              paramLabel = "SHARE",
              required = true,
              description = "Of the tweets: more than 0, less than 1.")
          double share,
      @Mixin ChangeOptions options,
      @Mixin OutputOptions output) {
    return new Change(options, output.console())
        .make(new RolloutChange.StartCanary(version, share));
  }

  @Command(
      name = "shadow",
      description = "Have a version classify beside the answers, which stay as they are.")
  int shadow(
      @Parameters(paramLabel = "VERSION", description = "Which.") String version,
      @Mixin ChangeOptions options,
      @Mixin OutputOptions output) {
    return new Change(options, output.console()).make(new RolloutChange.StartShadow(version));
  }

  @Command(name = "withdraw", description = "Have canary or shadow go.")
  int withdraw(
      @Parameters(
              paramLabel = "canary|shadow",
              arity = "0..1",
              description = "Which. Default: all that there are.")
          Optional<Challenger> which,
      @Mixin ChangeOptions options,
      @Mixin OutputOptions output) {
    return new Change(options, output.console()).make(new RolloutChange.Withdraw(which));
  }

  @Command(name = "promote", description = "Have canary or shadow answer from now on.")
  int promote(
      @Parameters(
              paramLabel = "canary|shadow",
              arity = "0..1",
              description = "Which. Default: the only one that there is.")
          Optional<Challenger> which,
      @Mixin ChangeOptions options,
      @Mixin OutputOptions output) {
    return new Change(options, output.console()).make(new RolloutChange.Promote(which));
  }

  @Command(
      name = "rollback",
      description = {
        "Have the version answer that was active before the one that is; a canary goes.",
        "A second rollback undoes the first: to go further back, activate a version by its name."
      })
  int rollback(@Mixin ChangeOptions options, @Mixin OutputOptions output) {
    return new Change(options, output.console()).make(new RolloutChange.RollBack());
  }
}
