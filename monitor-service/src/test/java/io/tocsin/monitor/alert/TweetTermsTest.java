package io.tocsin.monitor.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.alert.TermKind;
import io.tocsin.contracts.tweet.Tweet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TweetTermsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      textBlock =
          """
          Pray for #Nepal and #NEPAL!             | nepal
          ＃地震 in #東京, #जलप्रलय               | 地震,東京,जलप्रलय
          #Straße #STRASSE                        | strasse
          #ﬂood #flood #İzmir                     | flood,i̇zmir
          #7 #2026 #7eleven #_a                   | 7eleven,_a
          it's a#b, &#39; http://x.org/#top ##c   | ''
          (#one)#two/#three                       | one,two
          #fire_season2026-now                    | fire_season2026
          nothing # at all                        | ''
          """)
  void findsHashtagsOfAnyScriptOnce(String text, String expected) {
    List<Term> terms = TweetTerms.of(Tweet.of(Optional.empty(), text)).terms();

    List<Term> wanted =
        Arrays.stream(expected.split(","))
            .filter(word -> !word.isEmpty())
            .map(word -> new Term(TermKind.HASHTAG, word))
            .toList();
    assertEquals(wanted, terms);
  }

  @Test
  void findsThePlace() {
    assertEquals(
        List.of(new Term(TermKind.PLACE, "la ronge, sask.")),
        TweetTerms.of(at("  La Ronge,\n Sask. ")).terms());
  }

  @Test
  void leavesOutWhatIsTooLongToBeATerm() {
    assertEquals(List.of(), TweetTerms.of(at("x".repeat(101))).terms());
  }

  @Test
  void takesTenHashtagsOfATweetAtMost() {
    Tweet tweet = Tweet.of(Optional.empty(), "#a #b #c #d #e #f #g #h #i #j #k #l");

    assertEquals(10, TweetTerms.of(tweet).terms().size());
  }

  private static Tweet at(String place) {
    return new Tweet(
        Optional.empty(),
        "a text",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(place),
        Optional.empty());
  }
}
