package io.tocsin.cli.deadletter;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Printable;
import io.tocsin.cli.system.StateOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has dead letters read once more. */
@Command(
    name = "replay",
    description = {
      "Write the records of dead letters into their topics again: key, value and headers byte for"
          + " byte, into the partition from which they came.",
      "Example: tocsin dlq replay --topic tweets --reason \"the model fails\"",
      "A letter is marked as replayed in the transaction that writes its record, and passed over the"
          + " next time. Exit code 1 if a letter that was named is not there, or one cannot be"
          + " replayed."
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "NAME", description = "As dlq list has them.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "All dead letters.")
  private boolean all;

  @Option(names = "--again", description = "Those too that were replayed before.")
  private boolean again;

  @Mixin private LetterFilter filter;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    filter.check();
    UsageError.unless(
        command,
        all || filter.isAny() || !names.isEmpty(),
        "expected names of dead letters, --topic, --since, --reason or --all");
    Console console = output.console();
    Predicate<Letter> wanted =
        letter -> filter.matches(letter) && (names.isEmpty() || names.contains(letter.name()));
    try (LetterReplay replay = new LetterReplay(kafka.clients(state.folder()))) {
      LetterReplay.Summary summary =
          replay.run(wanted, again ? _ -> true : letter -> letter.replayedAt().isEmpty());
      List<String> missing = missing(summary);
      console.result(new Result(summary, missing), text(summary, missing));
      return missing.isEmpty() && summary.refused().isEmpty() ? 0 : 1;
    }
  }

  private record Result(LetterReplay.Summary summary, List<String> missing) {}

  private List<String> missing(LetterReplay.Summary summary) {
    Set<String> found = summary.names();
    return names.stream().filter(name -> !found.contains(name)).toList();
  }

  private static String text(LetterReplay.Summary summary, List<String> missing) {
    StringBuilder text = new StringBuilder();
    summary
        .refused()
        .forEach(
            (name, reason) ->
                text.append("%s cannot be replayed: %s%n".formatted(name, Printable.line(reason))));
    missing.forEach(name -> text.append(ShowCommand.missing(name).getMessage()).append('\n'));
    text.append("%,d replayed".formatted(summary.replayed().size()));
    if (!summary.before().isEmpty()) {
      text.append(
          ", %,d replayed before and passed over: see --again".formatted(summary.before().size()));
    }
    return text.toString();
  }
}
