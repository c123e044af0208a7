package io.tocsin.llama.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A base's {@code tokenizer.json}. Special tokens come only from its post-processor: a tweet that
 * spells {@code <|end_of_text|>} has written text. Threads may share a tokenizer.
 */
public final class TweetTokenizer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADDED_TOKENS = "added_tokens";
  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
  private static final Map<String, String> WITH_SPECIAL_TOKENS =
      Map.of("addSpecialTokens", "true", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer text;
  private final int[] prefix;

  private TweetTokenizer(HuggingFaceTokenizer text, int[] prefix) {
    this.text = text;
    this.prefix = prefix;
  }

  /**
   * Opens a tokenizer.
   *
   * @throws IOException if the file is missing or not a tokenizer
   * @throws IllegalArgumentException if its post-processor does more than put tokens in front
   */
  public static TweetTokenizer open(Path tokenizerJson) throws IOException {
    byte[] json = Files.readAllBytes(tokenizerJson);
    int[] prefix;
    try (HuggingFaceTokenizer original = tokenizer(tokenizerJson, json, WITH_SPECIAL_TOKENS)) {
      prefix = encode(original, "");
      requirePrefixOnly(tokenizerJson, original, prefix);
    }
    HuggingFaceTokenizer plain = tokenizer(tokenizerJson, withoutSpecialTokens(json), PLAIN);
    return new TweetTokenizer(plain, prefix);
  }

  private static HuggingFaceTokenizer tokenizer(Path file, byte[] json, Map<String, String> options)
      throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
    } catch (RuntimeException e) {
      // The native library throws nothing more exact.
      throw new IOException(file + ": expected a tokenizer: " + e.getMessage(), e);
    }
  }

  private static void requirePrefixOnly(Path file, HuggingFaceTokenizer original, int[] prefix) {
    String probe = "a";
    int[] plain =
        Arrays.stream(original.encode(probe, false, false).getIds())
            .mapToInt(Math::toIntExact)
            .toArray();
    int[] expected = concat(prefix, plain, prefix.length + plain.length);
    if (!Arrays.equals(expected, encode(original, probe))) {
      throw new IllegalArgumentException(
          file + ": expected a post-processor that only puts special tokens in front of a text");
    }
  }

  /**
   * Leaves the special tokens out of the search for added tokens, and out of the post-processor,
   * which names them: {@link #encode} puts them in front itself.
   *
   * <p>Added tokens that a vocabulary lacks are numbered anew, one after another: those that stay
   * enter it, to keep their ids.
   */
  private static byte[] withoutSpecialTokens(byte[] json) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(json);
    ArrayNode kept = JSON.createArrayNode();
    for (JsonNode token : root.path(ADDED_TOKENS)) {
      if (!token.path("special").asBoolean()) {
        kept.add(token);
        if (root.path("model").path("vocab") instanceof ObjectNode vocabulary) {
          vocabulary.putIfAbsent(token.path("content").asText(), token.path("id"));
        }
      }
    }
    root.set(ADDED_TOKENS, kept);
    root.putNull("post_processor");
    return JSON.writeValueAsBytes(root);
  }

  /**
   * Returns the tokens of a text, special ones in front, cut off at the right.
   *
   * <p>Half a surrogate pair, which no UTF-8 can hold, counts as U+FFFD.
   *
   * @param maxTokens at most so many tokens, the special ones counted
   * @return at least one token id; the empty text is its special tokens alone
   */
  public int[] encode(String tweet, int maxTokens) {
    int[] ids = encode(text, wellFormed(tweet));
    return concat(prefix, ids, Math.min(maxTokens, prefix.length + ids.length));
  }

  private static int[] encode(HuggingFaceTokenizer tokenizer, String text) {
    return Arrays.stream(tokenizer.encode(text).getIds()).mapToInt(Math::toIntExact).toArray();
  }

  private static int[] concat(int[] first, int[] second, int length) {
    int[] joined = Arrays.copyOf(first, length);
    int room = Math.max(0, length - first.length);
    System.arraycopy(second, 0, joined, Math.min(first.length, length), room);
    return joined;
  }

  private static String wellFormed(String text) {
    StringBuilder result = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c)) {
        result = result == null ? new StringBuilder(text) : result;
        result.setCharAt(i, '\uFFFD');
      }
    }
    return result == null ? text : result.toString();
  }

  @Override
  public void close() {
    text.close();
  }
}
