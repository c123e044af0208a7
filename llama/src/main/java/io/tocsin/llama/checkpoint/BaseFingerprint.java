package io.tocsin.llama.checkpoint;

import java.util.regex.Pattern;

/**
 * What a base model is, as far as its numbers go: the same for two checkpoints exactly if their
 * relevant constants, tokenizer and weights are, however files are formatted or sharded.
 *
 * <p>It is the SHA-256 of these lines, each in UTF-8 and ended by a line feed:
 *
 * <pre>
 * tocsin base 1
 * config KEY VALUE          for each constant, sorted by key
 * tokenizer SHA256          of tokenizer.json's bytes, or the word none
 * tensor NAME DTYPE [D, D] SHA256   for each of the base's tensors, sorted by name
 * </pre>
 *
 * <p>The constants are head_dim, hidden_size, intermediate_size, num_attention_heads,
 * num_hidden_layers, num_key_value_heads, rms_norm_eps, rope and vocab_size: those that the pooled
 * hidden state depends on. Integers are decimal; others as {@code Double.toString} writes them;
 * rope is its kind followed by its parameters, separated by spaces: {@code default θ}, {@code
 * linear θ factor}, {@code llama3 θ factor low_freq_factor high_freq_factor
 * original_max_position_embeddings}. A tensor's hash is that of its bytes as stored; names are
 * those of {@link Checkpoint#names()}, so lm_head and score are left out.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record BaseFingerprint(String hex) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException if they are not those of a SHA-256
   */
  public BaseFingerprint {
    if (!SHA256.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "base fingerprint: expected 64 lower-case hexadecimal digits, found " + hex);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
