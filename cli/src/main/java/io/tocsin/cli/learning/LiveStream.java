package io.tocsin.cli.learning;

import io.tocsin.cli.client.LabelledUpload;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Tweets as they come, are tagged, and are labelled a moment later. */
final class LiveStream {
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final LabelledUpload upload;
  private final TagStream tags;
  private final Labeller labeller;
  private final LiveFigures figures;
  private final Patience patience;

  LiveStream(
      LabelledUpload upload,
      TagStream tags,
      Labeller labeller,
      LiveFigures figures,
      Patience patience) {
    this.upload = upload;
    this.tags = tags;
    this.labeller = labeller;
    this.figures = figures;
    this.patience = patience;
  }

  /**
   * Sends tweets, none of which was sent before, and labels them once they are tagged.
   *
   * @return when the monitor had counted all audits
   * @throws IOException if a tweet or label is refused
   * @throws TimeoutException if tags, or the monitor's figures, do not come
   */
  Instant send(List<LabelledTweet> rows) throws IOException, TimeoutException {
    Map<String, LabelledTweet> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put("live-" + row.id(), row));
    upload.tweets(byId);
    var _ = tags.answers(byId.keySet(), SILENCE, _ -> {});
    labeller.label(byId);
    return patience.until(
        "%d audited tweets in the monitor's figures".formatted(labeller.audits()),
        () ->
            figures.answers().tweets() >= labeller.audits()
                ? Optional.of(Instant.now())
                : Optional.empty());
  }
}
