package io.tocsin.cli.demo;

import io.tocsin.cli.client.IngestClient;
import io.tocsin.cli.client.LineAnswer;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands the demo's rows to the ingest service, which must take every one. */
final class DemoUpload {
  private static final String NAME = "demo";

  /** See {@link IngestClient#upload}. */
  private static final int LINES_AT_ONCE = 500;

  private final IngestClient ingest;

  DemoUpload(IngestClient ingest) {
    this.ingest = ingest;
  }

  /**
   * Sends tweets.
   *
   * @throws IOException if one is refused
   */
  void tweets(Map<String, LabelledTweet> byId) throws IOException {
    upload(
        "/tweets",
        byId.entrySet().stream()
            .map(tweet -> MessageJson.write(tweet(tweet.getKey(), tweet.getValue())))
            .toList());
  }

  /**
   * Sends labels.
   *
   * @throws IOException if one is refused
   */
  void labels(List<LabelledTweet> rows) throws IOException {
    upload("/labels", rows.stream().map(row -> MessageJson.write(label(row))).toList());
  }

  private void upload(String path, List<byte[]> lines) throws IOException {
    for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
      int to = Math.min(lines.size(), from + LINES_AT_ONCE);
      for (LineAnswer answer : ingest.upload(path, lines.subList(from, to))) {
        requireTaken(answer, from);
      }
    }
  }

  private static void requireTaken(LineAnswer answer, int from) throws IOException {
    switch (answer) {
      case LineAnswer.Accepted _, LineAnswer.Complete _ -> {}
      case LineAnswer.Rejected found -> throw refused(from + found.line(), found.reason());
      case LineAnswer.Failed found -> throw refused(from + found.line(), found.reason());
      case LineAnswer.Incomplete found -> throw new IOException(found.reason());
    }
  }

  private static IOException refused(long row, String reason) {
    return new IOException("the ingest service does not take row %d: %s".formatted(row, reason));
  }

  private static Tweet tweet(String id, LabelledTweet row) {
    return new Tweet(
        Optional.of(id),
        row.text(),
        Optional.empty(),
        Optional.of(NAME),
        keyword(row),
        Optional.empty(),
        Optional.empty());
  }

  private static IngestClient.LabelDraft label(LabelledTweet row) {
    return new IngestClient.LabelDraft(
        row.id(),
        row.text(),
        keyword(row),
        row.category(),
        Optional.of(NAME),
        Optional.of(LabelReason.IMPORT));
  }

  private static Optional<String> keyword(LabelledTweet row) {
    return Optional.of(row.keyword()).filter(word -> !word.isBlank());
  }
}
