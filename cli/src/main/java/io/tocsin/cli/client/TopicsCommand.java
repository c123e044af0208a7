package io.tocsin.cli.client;

import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.broker.topic.TopicDifference;
import io.tocsin.broker.topic.TopicReport;
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
      "With --check, compare a cluster's with them, and change nothing: exit code 1 if they differ.",
      "With --create, create those that are missing first; the others are left as they are."
    })
public final class TopicsCommand implements Callable<Integer> {
  @Option(names = "--check", description = "Compare with the cluster.")
  private boolean check;

  @Option(names = "--create", description = "Create in the cluster what is missing, and compare.")
  private boolean create;

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

  private record Listing(
      List<Declared> topics,
      Optional<List<String>> created,
      Optional<List<TopicDifference>> differences) {}

  @Override
  public Integer call() {
    Console console = output.console();
    Optional<TopicReport> report = check || create ? Optional.of(report()) : Optional.empty();
    Listing listing =
        new Listing(
            Topics.ALL.stream().map(Declared::of).toList(),
            report.filter(_ -> create).map(TopicReport::created),
            report.map(TopicReport::differences));
    console.result(listing, text(listing));
    return listing.differences().orElse(List.of()).isEmpty() ? 0 : 1;
  }

  private TopicReport report() {
    try (Admin admin = kafka.clients(state.folder()).admin()) {
      TopicCreator topics = new TopicCreator(admin);
      return create
          ? topics.createOrCheck(Topics.ALL)
          : new TopicReport(List.of(), topics.check(Topics.ALL));
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
    return table
        + listing.created().map(TopicsCommand::createdText).orElse("")
        + listing.differences().map(TopicsCommand::differencesText).orElse("");
  }

  private static String createdText(List<String> created) {
    return "\n\nCreated: " + (created.isEmpty() ? "none" : String.join(", ", created));
  }

  private static String differencesText(List<TopicDifference> differences) {
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
