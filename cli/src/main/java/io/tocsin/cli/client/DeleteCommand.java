package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a tweet forgotten, as far as that can be. */
@Command(
    name = "delete",
    description = {
      "Delete a tweet: its label and its dead letters are removed, and no later training learns from"
          + " it. Says what cannot be removed.",
      "It need not exist: nothing is looked up. Exit code 0 if Kafka has the deletion."
    })
public final class DeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TWEET_ID", description = "Which tweet.")
  private String tweetId;

  @Mixin private IngestOptions ingest;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    UsageError.unless(command, !tweetId.isBlank(), "expected a tweet's id, found none");
    IngestClient.Deleted deleted = ingest.client(state.folder()).delete(tweetId);
    Console console = output.console();
    console.result(deleted, text(deleted));
    return 0;
  }

  private static String text(IngestClient.Deleted deleted) {
    String head =
        "tweet %s: its deletion is at offset %d of partition %d"
            .formatted(deleted.id(), deleted.offset(), deleted.partition());
    return Stream.of(
            Stream.of(head),
            lines("removed", deleted.removed()),
            lines("remains", deleted.remains()))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> lines(String name, List<String> what) {
    return what.stream().map(line -> "%-9s%s".formatted(name, line));
  }
}
