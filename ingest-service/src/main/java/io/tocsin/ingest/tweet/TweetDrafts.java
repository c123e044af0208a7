package io.tocsin.ingest.tweet;

import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.DraftReader;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.message.Utf8;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Tweets as records. One that has no id is given one. */
@Singleton
final class TweetDrafts {
  private final MessageWriter writer;
  private final InstantSource clock;

  TweetDrafts(MessageWriter writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Returns what reads a tweet from a JSON object. */
  DraftReader json() {
    return new DraftReader(Topics.TWEETS, body -> draft(MessageJson.read(body, Tweet.class)));
  }

  /** Returns what takes a whole body for a tweet's text, whatever it looks like. */
  DraftReader plainText() {
    return new DraftReader(Topics.TWEETS, body -> draft(plain(Utf8.text(body))));
  }

  /** Returns the record that deletes a tweet. */
  Draft deletion(String tweetId) throws UnreadableMessageException {
    if (tweetId.isBlank() || tweetId.length() > ReadTweet.MAX_ID_CHARACTERS) {
      throw new UnreadableMessageException(
          "id: expected 1 to %d characters".formatted(ReadTweet.MAX_ID_CHARACTERS));
    }
    return new Draft(tweetId, writer.tombstone(Topics.TWEETS, tweetId, clock.instant()));
  }

  private static Tweet plain(String text) throws UnreadableMessageException {
    if (text.isBlank()) {
      throw new UnreadableMessageException("expected a tweet's text, found none");
    }
    return Tweet.of(Optional.empty(), text.strip());
  }

  private Draft draft(Tweet tweet) {
    String id = tweet.id().orElseGet(() -> UUID.randomUUID().toString());
    return new Draft(id, writer.record(Topics.TWEETS, id, tweet.withId(id), clock.instant()));
  }
}
