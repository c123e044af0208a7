package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.tweet.Tweet;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a tweet into the stream. */
@Command(
    name = "tweet",
    description = {
      "Put a tweet into the stream.",
      "Example: tocsin tweet --wait \"Bridge collapsed, people trapped, send help\""
    })
public final class TweetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "TEXT", description = "What it says.")
  private String text;

  @Option(names = "--id", paramLabel = "ID", description = "Its id. Default: one is made.")
  private Optional<String> id;

  @Option(names = "--keyword", paramLabel = "WORD", description = "What it was found by.")
  private Optional<String> keyword;

  @Option(names = "--wait", description = "Wait for its tag, and show it.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait.")
  private int timeout;

  @Mixin private IngestOptions ingest;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  private record Tweeted(
      String id, int partition, long offset, Optional<Classification> classification) {}

  @Override
  public Integer call() {
    Tweet tweet = UsageError.unless(command, this::tweet);
    IngestClient client = ingest.client(state.folder());
    if (!wait) {
      show(client.tweet(tweet), Optional.empty());
      return 0;
    }
    // Opened before, so that the tag cannot pass by unseen.
    try (TagStream tags = new TagStream(kafka.clients(state.folder()))) {
      IngestClient.Written written = client.tweet(tweet);
      show(written, Optional.of(answer(written.id(), tags).classification()));
    }
    return 0;
  }

  private Tag answer(String tweetId, TagStream tags) {
    try {
      return tags.answers(Set.of(tweetId), Duration.ofSeconds(timeout), _ -> {}).get(tweetId);
    } catch (TimeoutException e) {
      throw new ServiceException(
          "tweet %s has no tag after %d s: see tocsin status".formatted(tweetId, timeout), e);
    }
  }

  private Tweet tweet() {
    return new Tweet(
        id,
        text,
        Optional.empty(),
        Optional.of("cli"),
        keyword,
        Optional.empty(),
        Optional.empty());
  }

  private void show(IngestClient.Written written, Optional<Classification> tag) {
    Console console = output.console();
    String place =
        "tweet %s is at offset %d of partition %d"
            .formatted(written.id(), written.offset(), written.partition());
    console.result(
        new Tweeted(written.id(), written.partition(), written.offset(), tag),
        tag.map(found -> place + "\n" + TagText.line(found, Optional.empty())).orElse(place));
  }
}
