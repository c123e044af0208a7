package io.tocsin.cli.learning;

import io.tocsin.cli.client.IngestClient;
import io.tocsin.cli.client.LabelledUpload;
import io.tocsin.cli.client.MonitorClient;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Labels what the monitor hands out, as a person would who knows the answers. Whether a label is an
 * audit is the monitor's to say.
 */
final class Labeller {
  private static final String NAME = "demo";

  private final MonitorClient monitor;
  private final LabelledUpload upload;
  private final Patience patience;
  private long labels;
  private long audits;

  Labeller(MonitorClient monitor, LabelledUpload upload, Patience patience) {
    this.monitor = monitor;
    this.upload = upload;
    this.patience = patience;
  }

  /** Returns how many labels were given. */
  long labels() {
    return labels;
  }

  /** Returns how many of them were audits. */
  long audits() {
    return audits;
  }

  /**
   * Labels tweets, in the order in which they are handed out.
   *
   * @param truth what they are, by id
   * @throws IOException if a label is refused
   * @throws TimeoutException if one is not handed out
   */
  void label(Map<String, LabelledTweet> truth) throws IOException, TimeoutException {
    Set<String> left = new HashSet<>(truth.keySet());
    List<IngestClient.LabelDraft> given = new ArrayList<>();
    while (!left.isEmpty()) {
      List<MonitorClient.ToLabel> next =
          patience.until(
              "%d more tweets to label".formatted(left.size()),
              () -> Optional.of(monitor.toLabel()).filter(some -> !some.isEmpty()));
      next.forEach(tweet -> given.add(label(tweet, truth)));
      next.forEach(tweet -> left.remove(tweet.tweetId()));
      labels += next.size();
      audits += next.stream().filter(tweet -> tweet.reason() == LabelReason.AUDIT).count();
    }
    upload.given(given);
  }

  private static IngestClient.LabelDraft label(
      MonitorClient.ToLabel tweet, Map<String, LabelledTweet> truth) {
    LabelledTweet known = truth.get(tweet.tweetId());
    if (known == null) {
      throw new IllegalStateException(
          "expected a tweet of the demo to label, found " + tweet.tweetId());
    }
    return new IngestClient.LabelDraft(
        tweet.tweetId(),
        tweet.text(),
        tweet.keyword(),
        known.category(),
        Optional.of(NAME),
        Optional.of(tweet.reason()));
  }
}
