package io.tocsin.contracts.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tocsin.contracts.topic.RecordPosition;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TweetTest {
  private static final RecordPosition POSITION = new RecordPosition("tweets", 3, 90210);

  @ParameterizedTest
  @CsvSource({
    "own, key, own",
    "own, , own",
    ", key, key",
    ", ' ', tweets-3-90210",
    ", , tweets-3-90210",
  })
  void isIdentifiedByItselfThenItsKeyThenItsPosition(String id, String key, String expected) {
    Tweet tweet = Tweet.of(Optional.ofNullable(id), "fire");

    assertEquals(expected, tweet.idAt(Optional.ofNullable(key), POSITION));
  }

  @Test
  void keepsItsTextOutOfLogs() {
    assertFalse(TweetExamples.FIRE.toString().contains("Forest"));
  }
}
