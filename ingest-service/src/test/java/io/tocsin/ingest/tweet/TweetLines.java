package io.tocsin.ingest.tweet;

import io.tocsin.ingest.message.DraftReader;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;

/** How the lines of {@code POST /tweets} are read. */
public final class TweetLines {
  private TweetLines() {}

  public static DraftReader reader() {
    return new TweetDrafts(
            new MessageWriter(URI.create("/test")), InstantSource.fixed(Instant.EPOCH))
        .json();
  }
}
