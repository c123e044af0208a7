package io.tocsin.llama.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table is a contract: adapters were trained on what stands here. */
class TextPreparationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Forest fire near La Ronge¦¦forest fire near la ronge | ?",
        "Fire &amp;amp; smoke¦ablaze¦fire &amp; smoke | ablaze?",
        "Fire &amp; smoke¦ablaze¦fire & smoke | ablaze?",
        "smoke from #AlaskaWildfires¦forest%20fire¦smoke from # alaska wildfires | forest fire?",
        "#flood_relief now¦flood¦# flood relief now | flood?",
        "#水害 #NYC¦¦# 水害 # nyc | ?",
        "  two\u00a0 spaces  ¦¦two spaces | ?",
        "don\u0089\u00db\u00aat panic\u0089\u00db_¦¦don't panic... | ?",
        "5\u0089\u00db\u00d26 km\u0085¦¦5-6 km | ?",
        "\u0089\u00db\u00cfhelp\u0089\u00db\u009d¦¦\"help\" | ?",
        "\u0089\u00e2odd \u0089\u00db¦¦odd ... | ?",
      })
  void preparesWordsAsAdaptersWereTrained(String text, String keyword, String prepared) {
    TweetText tweet = new TweetText(text, keyword == null ? "" : keyword);

    String actual = TextPreparation.WORDS.prepare(tweet);

    assertEquals(prepared, actual);
  }

  @Test
  void leavesPlainTextsAsTheyAre() {
    TweetText tweet = new TweetText(" #Fire &amp; ", "ablaze");

    String actual = TextPreparation.PLAIN.prepare(tweet);

    assertEquals(" #Fire &amp; ", actual);
  }

  @Test
  void findsEachPreparationByTheNameThatAdaptersCarry() {
    for (TextPreparation preparation : TextPreparation.values()) {
      assertEquals(preparation, TextPreparation.of(preparation.label()));
    }
  }

  @Test
  void namesThePreparationsThereAreWhenAskedForAnother() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TextPreparation.of("words-9"));

    assertEquals("text preparation: expected one of plain, words-1, found words-9", e.getMessage());
  }
}
