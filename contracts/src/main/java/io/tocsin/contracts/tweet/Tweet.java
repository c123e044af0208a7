package io.tocsin.contracts.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.topic.RecordPosition;
import java.time.Instant;
import java.util.Optional;

/**
 * A tweet. Only the text is required, so that a line typed into a console producer is one.
 *
 * @param id not blank; see {@link #idAt} for a tweet without
 * @param text what is classified, not blank
 * @param writtenAt when its author wrote it
 * @param source where it came from, such as {@code bluesky} or {@code csv}
 * @param keyword what it was found by
 * @param location where its author says to be
 * @param language as a BCP 47 tag
 */
@Contract
public record Tweet(
    Optional<String> id,
    String text,
    @IsoTime Optional<Instant> writtenAt,
    Optional<String> source,
    Optional<String> keyword,
    Optional<String> location,
    Optional<String> language) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Tweet {
    Require.filledIfPresent("id", id);
    Require.filled("text", text);
    Require.present("writtenAt", writtenAt);
    Require.filledIfPresent("source", source);
    Require.filledIfPresent("keyword", keyword);
    Require.filledIfPresent("location", location);
    Require.filledIfPresent("language", language);
  }

  /** Returns a tweet of which nothing more is known. */
  public static Tweet of(Optional<String> id, String text) {
    return new Tweet(
        id,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the same tweet with an id of its own. */
  public Tweet withId(String ownId) {
    return new Tweet(Optional.of(ownId), text, writtenAt, source, keyword, location, language);
  }

  /**
   * Returns the id of a tweet read from Kafka: its own, else the record's key, else where the
   * record stands, as {@code topic-partition-offset}.
   */
  public String idAt(Optional<String> key, RecordPosition position) {
    return id.or(() -> key.filter(text -> !text.isBlank())).orElseGet(position::toString);
  }

  /** Tells the tweet without its text, which does not belong into logs. */
  @Override
  public String toString() {
    return "Tweet[id=%s, %d characters]".formatted(id.orElse("none"), text.length());
  }
}
