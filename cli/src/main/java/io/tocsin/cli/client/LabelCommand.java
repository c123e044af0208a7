package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a tweet is. */
@Command(
    name = "label",
    description = {
      "Say what a tweet is. The last label of a tweet wins; the next training learns from it.",
      "Example: tocsin label 4711 disaster --text \"Bridge collapsed, people trapped\""
    })
public final class LabelCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TWEET_ID", description = "Which tweet.")
  private String tweetId;

  @Parameters(index = "1", paramLabel = "CATEGORY", description = "What it is, such as disaster.")
  private String category;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "What it says. Default: as topic tweets has it, which is read for it.")
  private Optional<String> text;

  @Option(names = "--keyword", paramLabel = "WORD", description = "What it was found by.")
  private Optional<String> keyword;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who says so.")
  private String by;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "Why this tweet was labelled: audit (drawn at random), active_learning (the model was"
              + " unsure) or import. Default: import.")
  private Optional<LabelReason> reason;

  @Mixin private IngestOptions ingest;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    IngestClient.LabelDraft label = text.isPresent() ? labelOf(text.get(), keyword) : looked();
    IngestClient.Written written = ingest.client(state.folder()).label(label);
    Console console = output.console();
    console.result(
        written,
        "label of tweet %s is at offset %d of partition %d"
            .formatted(tweetId, written.offset(), written.partition()));
    return 0;
  }

  private IngestClient.LabelDraft looked() {
    Tweet tweet =
        FoundTweet.of(tweetId, kafka.clients(state.folder()))
            .orElseThrow(
                () ->
                    new ServiceException(
                        "expected tweet %s in topic tweets, found none: give its text with --text"
                            .formatted(tweetId)));
    return labelOf(tweet.text(), keyword.or(tweet::keyword));
  }

  private IngestClient.LabelDraft labelOf(String words, Optional<String> foundBy) {
    return new IngestClient.LabelDraft(tweetId, words, foundBy, category, Optional.of(by), reason);
  }
}
