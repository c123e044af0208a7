package io.tocsin.inference.batch;

import io.tocsin.inference.Examples;
import io.tocsin.inference.model.FakeModel;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.llama.text.TweetText;
import java.util.List;
import java.util.stream.Stream;

/** Tweets and requests to test with. */
final class Incoming {
  private Incoming() {}

  static IncomingTweet tweet(long offset, String text) {
    return tweet(new FakeModel(), offset, text);
  }

  static IncomingTweet tweet(TweetModel model, long offset, String text) {
    PreparedText prepared = PreparedText.of(model, List.of(TweetText.of(text))).getFirst();
    return new IncomingTweet.Ready(Examples.record(offset, text), "id-" + offset, prepared);
  }

  static IncomingTweet unfit(long offset, String reason) {
    return new IncomingTweet.Unfit(Examples.record(offset, "{"), reason);
  }

  static OneOff oneOff(String... texts) {
    return new OneOff(
        PreparedText.of(new FakeModel(), Stream.of(texts).map(TweetText::of).toList()));
  }
}
