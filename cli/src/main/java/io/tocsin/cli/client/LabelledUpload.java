package io.tocsin.cli.client;

import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hands the rows of a demo to the ingest service, which must take every one. */
public final class LabelledUpload {
  private static final String NAME = "demo";

  /** See {@link IngestClient#upload}. */
  private static final int LINES_AT_ONCE = 500;

  private final IngestClient ingest;

  public LabelledUpload(IngestClient ingest) {
    this.ingest = ingest;
  }

  /**
   * Sends tweets.
   *
   * @throws IOException if one is refused
   */
  public void tweets(Map<String, LabelledTweet> byId) throws IOException {
    upload(
        "/tweets",
        byId.entrySet().stream()
            .map(tweet -> MessageJson.write(tweet(tweet.getKey(), tweet.getValue())))
            .toList());
  }

  /**
   * Sends the labels that rows came with.
   *
   * @throws IOException if one is refused
   */
  public void labels(List<LabelledTweet> rows) throws IOException {
    given(rows.stream().map(LabelledUpload::label).toList());
  }

  /**
   * Sends labels.
   *
   * @throws IOException if one is refused
   */
  public void given(List<IngestClient.LabelDraft> labels) throws IOException {
    upload("/labels", labels.stream().map(MessageJson::write).toList());
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
