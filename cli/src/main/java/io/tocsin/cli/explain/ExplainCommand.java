package io.tocsin.cli.explain;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.system.StateOptions;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why a tweet was tagged as it was. */
@Command(
    name = "explain",
    description = {
      "Tell all that is known of a tweet: what it says, its tags by version and role, under which"
          + " rollouts and by which adapters they came, how those were made, its labels, and its"
          + " dead letters.",
      "Reads the partitions that its id belongs to, and where its tags say that it stands; says what"
          + " was read. Exit code 1 if there is no trace of the tweet."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TWEET_ID", description = "Which tweet.")
  private String id;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "At most so many records of a partition, the newest.")
  private long records;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    UsageError.unless(command, records > 0, "--records: expected one or more, found " + records);
    UsageError.unless(command, !id.isBlank(), "expected a tweet's id, found none");
    try (Consumer<byte[], byte[]> reader = kafka.clients(state.folder()).reader()) {
      Explanation found = new TweetSearch(id, reader).run(records);
      output.console().result(found, ExplanationText.of(found));
      return found.isKnown() ? 0 : 1;
    }
  }
}
