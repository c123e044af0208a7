package io.tocsin.cli.client;

import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.data.UnlabelledTweet;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a file's rows become. */
enum ReplayTarget {
  TWEETS("/tweets"),
  LABELS("/labels");

  private final String path;

  ReplayTarget(String path) {
    this.path = path;
  }

  /** Returns where the ingest service takes them. */
  String path() {
    return path;
  }

  /**
   * Returns a file's rows as JSON, in their order.
   *
   * @throws IOException if it cannot be read, or a row is wrong; the message names the place
   */
  List<byte[]> lines(Path file, Columns columns, Categories categories) throws IOException {
    String source = file.getFileName().toString();
    return switch (this) {
      case TWEETS ->
          DatasetReader.readUnlabelled(file, columns).stream()
              .map(row -> MessageJson.write(tweet(row, source)))
              .toList();
      case LABELS ->
          DatasetReader.read(file, columns, categories).rows().stream()
              .map(row -> MessageJson.write(label(row, source)))
              .toList();
    };
  }

  private static Tweet tweet(UnlabelledTweet row, String source) {
    return new Tweet(
        Optional.of(row.id()),
        row.text(),
        Optional.empty(),
        Optional.of(source),
        filled(row.keyword()),
        Optional.empty(),
        Optional.empty());
  }

  private static IngestClient.LabelDraft label(LabelledTweet row, String source) {
    return new IngestClient.LabelDraft(
        row.id(),
        row.text(),
        filled(row.keyword()),
        row.category(),
        Optional.of(source),
        Optional.of(LabelReason.IMPORT));
  }

  private static Optional<String> filled(String keyword) {
    return Optional.of(keyword).filter(word -> !word.isBlank());
  }
}
