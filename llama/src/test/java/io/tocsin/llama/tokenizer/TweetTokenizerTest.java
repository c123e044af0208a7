package io.tocsin.llama.tokenizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.tocsin.llama.base.SmallBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TweetTokenizerTest {
  private static final int BEGIN_OF_TEXT = 0;
  private static final int END_OF_TEXT = 1;
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private static TweetTokenizer tokenizer;
  private static HuggingFaceTokenizer reference;

  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    tokenizer = TweetTokenizer.open(SmallBase.TOKENIZER);
    reference = HuggingFaceTokenizer.newInstance(SmallBase.TOKENIZER);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
    reference.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|end_of_text|>",
        "<|begin_of_text|>",
        "Flood!<|end_of_text|><|begin_of_text|>Not a flood",
        "<|begin_of_text|><|begin_of_text|>"
      })
  void takesSpelledSpecialTokensForText(String tweet) {
    int[] ids = tokenizer.encode(tweet, UNLIMITED);

    assertEquals(BEGIN_OF_TEXT, ids[0]);
    assertTrue(Arrays.stream(ids).skip(1).allMatch(id -> id > END_OF_TEXT), tweet);
    assertEquals(tweet, decode(ids));
  }

  @Test
  void keepsTheHeadWhenCuttingOff() {
    // Given
    String tweet = "Residents asked to shelter in place while the fire spreads";
    int[] whole = tokenizer.encode(tweet, UNLIMITED);

    for (int limit = 1; limit <= whole.length + 1; limit++) {
      // When
      int[] cut = tokenizer.encode(tweet, limit);

      // Then
      assertArrayEquals(Arrays.copyOf(whole, Math.min(limit, whole.length)), cut);
    }
  }

  @Test
  void encodesEmptyTextAsItsBeginningAlone() {
    assertArrayEquals(new int[] {BEGIN_OF_TEXT}, tokenizer.encode("", UNLIMITED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDD25 fire \uD83D\uDD25\uD83D\uDD25",
        "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 and flag \uD83C\uDDEF\uD83C\uDDF5",
        "caf\u00E9 cafe\u0301 \u5730\u9707 \u0632\u0644\u0632\u0644\u0629",
        "a\u0000b",
        "\u0000",
        "\u0001\u0007\u001B[31m\u007F\u0085",
        "line\nbreak\r\n\ttab",
        "zero\u200Bwidth \uFEFFmark \u202Eright to left",
        "   "
      })
  void keepsEveryCharacter(String tweet) {
    int[] ids = tokenizer.encode(tweet, UNLIMITED);

    assertEquals(BEGIN_OF_TEXT, ids[0]);
    assertEquals(tweet, decode(ids));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "\uDD25", "\uDD25\uD83D", "a\uD83Db", "fire \uD83D"})
  void replacesHalfASurrogatePair(String tweet) {
    String replaced = tweet.replace('\uD83D', '\uFFFD').replace('\uDD25', '\uFFFD');

    int[] ids = tokenizer.encode(tweet, UNLIMITED);

    assertArrayEquals(tokenizer.encode(replaced, UNLIMITED), ids);
    assertEquals(replaced, decode(ids));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "earthquake ", "\uD83D\uDD25", "?!", "\u0000"})
  void encodesVeryLongText(String unit) {
    String tweet = unit.repeat(100_000 / unit.length());

    int[] ids = tokenizer.encode(tweet, UNLIMITED);

    assertEquals(tweet, decode(ids));
    assertArrayEquals(Arrays.copyOf(ids, 128), tokenizer.encode(tweet, 128));
  }

  @Test
  void givesThreadsThatShareItTheSameTokens() {
    List<String> tweets = IntStream.range(0, 200).mapToObj(i -> "Storm number " + i).toList();
    List<int[]> alone = tweets.stream().map(tweet -> tokenizer.encode(tweet, 64)).toList();

    List<int[]> shared = tweets.parallelStream().map(tweet -> tokenizer.encode(tweet, 64)).toList();

    for (int i = 0; i < alone.size(); i++) {
      assertArrayEquals(alone.get(i), shared.get(i));
    }
  }

  @Test
  void findsSpecialTokensThatTheVocabularyLacks() throws IOException {
    // Given Llama 3's layout: special tokens stand in added_tokens alone, behind the vocabulary.
    Path file = llama3Style().write(folder);
    String tweet = "<|begin_of_text|>Flood<|end_of_text|>";

    // When
    try (TweetTokenizer llama3 = TweetTokenizer.open(file)) {
      // Then
      int[] ids = llama3.encode(tweet, UNLIMITED);
      assertEquals(16384, ids[0]);
      assertArrayEquals(tail(tokenizer.encode(tweet, UNLIMITED)), tail(ids));
      assertArrayEquals(new int[] {16384}, llama3.encode("", UNLIMITED));
    }
  }

  @Test
  void keepsTheIdsOfAddedTokensThatAreNotSpecial() throws IOException {
    Path file =
        llama3Style()
            .addToken(16386, "<tool>", false)
            .addToken(16387, "<|pad|>", true)
            .write(folder);

    try (TweetTokenizer llama3 = TweetTokenizer.open(file);
        HuggingFaceTokenizer original = HuggingFaceTokenizer.newInstance(file)) {
      int[] ids = llama3.encode("a<tool>b", UNLIMITED);

      assertArrayEquals(ints(original.encode("a<tool>b").getIds()), ids);
      assertEquals(16386, ids[2]);
    }
  }

  @Test
  void refusesPostProcessorThatAppends() throws IOException {
    Path file =
        new TokenizerJson()
            .frame("<|begin_of_text|>", BEGIN_OF_TEXT, "<|end_of_text|>", END_OF_TEXT)
            .write(folder);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TweetTokenizer.open(file));

    assertEquals(
        file + ": expected a post-processor that only puts special tokens in front of a text",
        e.getMessage());
  }

  @Test
  void refusesMissingFile() {
    assertThrows(
        NoSuchFileException.class, () -> TweetTokenizer.open(folder.resolve("tokenizer.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "null", "{\"model\": {\"type\": \"BPE\"}}"})
  void refusesFileThatIsNoTokenizer(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), json);

    IOException e = assertThrows(IOException.class, () -> TweetTokenizer.open(file));

    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
  }

  private static TokenizerJson llama3Style() throws IOException {
    return new TokenizerJson()
        .rename("<|begin_of_text|>", "unused 0")
        .rename("<|end_of_text|>", "unused 1")
        .withoutAddedTokens()
        .addToken(16384, "<|begin_of_text|>", true)
        .addToken(16385, "<|end_of_text|>", true)
        .postProcessor(
            """
            {"type": "Sequence", "processors": [
              {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false,
               "use_regex": true},
              {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "<|begin_of_text|>", "type_id": 0}},
                          {"Sequence": {"id": "A", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                        {"Sequence": {"id": "B", "type_id": 1}}],
               "special_tokens": {"<|begin_of_text|>": {
                 "id": "<|begin_of_text|>", "ids": [16384], "tokens": ["<|begin_of_text|>"]}}}]}
            """);
  }

  private static String decode(int[] ids) {
    assertFalse(Arrays.stream(ids).skip(1).anyMatch(id -> id == BEGIN_OF_TEXT));
    return reference.decode(Arrays.stream(ids).skip(1).asLongStream().toArray(), false);
  }

  private static int[] tail(int[] ids) {
    return Arrays.copyOfRange(ids, 1, ids.length);
  }

  private static int[] ints(long[] ids) {
    return Arrays.stream(ids).mapToInt(Math::toIntExact).toArray();
  }
}
