package io.tocsin.cli.client;

import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.broker.topic.TopicDifference;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Table;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.topic.Retention;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the topics as they are declared. */
@Command(
    name = "topics",
    description = {
      "Show the declared topics: partitions, and how long records stay.",
      "With --check, compare a cluster's with them, and change nothing: exit code 1 if they differ."
    })
public final class TopicsCommand implements Callable<Integer> {
  @Option(names = "--check", description = "Compare with the cluster.")
  private boolean check;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  /** A topic as it is shown. */
  private record Declared(String topic, String key, String message, int partitions, String kept) {
    static Declared of(TopicDeclaration topic) {
      return new Declared(
          topic.name(),
          topic.key(),
          topic.value().getSimpleName(),
          topic.partitions(),
          time(topic.retention()));
    }
  }

  private record Listing(List<Declared> topics, Optional<List<TopicDifference>> differences) {}

  @Override
  public Integer call() {
    Console console = output.console();
    Optional<List<TopicDifference>> differences =
        check ? Optional.of(differences()) : Optional.empty();
    Listing listing = new Listing(Topics.ALL.stream().map(Declared::of).toList(), differences);
    console.result(listing, text(listing));
    return differences.orElse(List.of()).isEmpty() ? 0 : 1;
  }

  private List<TopicDifference> differences() {
    try (Admin admin = kafka.clients(state.folder()).admin()) {
      return new TopicCreator(admin).check(Topics.ALL);
    }
  }

  private static String text(Listing listing) {
    Table table = Table.of("topic", "key", "message", "partitions", "kept");
    for (Declared topic : listing.topics()) {
      table.row(
          topic.topic(),
          topic.key(),
          topic.message(),
          Integer.toString(topic.partitions()),
          topic.kept());
    }
    return table + listing.differences().map(TopicsCommand::text).orElse("");
  }

  private static String text(List<TopicDifference> differences) {
    return differences.isEmpty()
        ? "\n\nThe cluster's topics are as declared."
        : differences.stream()
            .map(TopicDifference::toString)
            .collect(Collectors.joining("\n", "\n\n", ""));
  }

  private static String time(Retention retention) {
    return switch (retention) {
      case Retention.Timed timed -> timed.time().toDays() + " days";
      case Retention.Removable removable -> removable.time().toDays() + " days, or removed";
      case Retention.Unlimited _ -> "for ever";
      case Retention.Compacted _ -> "last of each key";
    };
  }
}
