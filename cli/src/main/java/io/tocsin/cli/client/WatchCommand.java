package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows tags as they come. */
@Command(
    name = "watch",
    description = {
      "Show tags as they are committed, until Ctrl-C.",
      "Each line: when, category, its probability, tweet, adapter version, time from the tweet's"
          + " record to its tag. With --json, one object a line."
    })
public final class WatchCommand implements Callable<Integer> {
  @Option(
      names = "--from-beginning",
      description = "Begin with the oldest tag that is kept. Default: with the next.")
  private boolean fromBeginning;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Only tags of this category, such as disaster.")
  private Optional<String> category;

  @Option(names = "--text", description = "Look up what each tweet says, and show it.")
  private boolean text;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "End after so many tags. Default: never.")
  private Optional<Long> limit;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    UsageError.unless(command, limit.orElse(1L) > 0, "--limit: expected one or more");
    Console console = output.console();
    KafkaClients clients = kafka.clients(state.folder());
    long left = limit.orElse(Long.MAX_VALUE);
    try (TagStream tags =
            fromBeginning ? TagStream.fromBeginning(clients) : new TagStream(clients);
        TweetTexts texts = new TweetTexts(clients)) {
      while (left > 0 && console.isRead()) {
        List<Classification> wanted =
            tags.poll().stream()
                .map(Tag::classification)
                .filter(this::isWanted)
                .limit(left)
                .toList();
        left -= wanted.size();
        show(wanted, text ? texts.of(wanted) : Map.of(), console);
      }
    }
    return 0;
  }

  private boolean isWanted(Classification tag) {
    return category.isEmpty() || category.get().equals(tag.category());
  }

  private static void show(
      List<Classification> tags, Map<RecordPosition, String> texts, Console console) {
    for (Classification tag : tags) {
      Optional<String> found = Optional.ofNullable(texts.get(Tag.source(tag)));
      console.out().println(console.json() ? TagText.json(tag, found) : TagText.line(tag, found));
    }
    console.out().flush();
  }
}
