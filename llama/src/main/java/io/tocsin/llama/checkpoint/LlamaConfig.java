package io.tocsin.llama.checkpoint;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The constants of a Llama model, named as in Transformers' {@code LlamaConfig}.
 *
 * @param vocabSize rows of the embedding
 * @param hiddenSize width of the residual stream
 * @param intermediateSize width within the feed-forward layers
 * @param layers number of decoder layers
 * @param heads number of query heads
 * @param keyValueHeads number of key and value heads; divides the query heads
 * @param headDim width of one head, even
 * @param maxPositionEmbeddings the longest context, in tokens
 * @param rmsNormEps what the norms add to the mean square
 * @param rope the rotary position embedding
 * @param tieWordEmbeddings whether the language-model head is the embedding; a classifier needs
 *     none
 * @param bosTokenId the token that begins a text, if the configuration names one
 * @param eosTokenIds the tokens that end a text; chat models have several
 * @param padTokenId the token that fills a batch, if the configuration names one
 */
public record LlamaConfig(
    int vocabSize,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headDim,
    int maxPositionEmbeddings,
    double rmsNormEps,
    RotaryEmbedding rope,
    boolean tieWordEmbeddings,
    OptionalInt bosTokenId,
    List<Integer> eosTokenIds,
    OptionalInt padTokenId) {

  /**
   * Checks the constants, alone and against one another.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public LlamaConfig {
    requirePositive("vocab_size", vocabSize);
    requirePositive("hidden_size", hiddenSize);
    requirePositive("intermediate_size", intermediateSize);
    requirePositive("num_hidden_layers", layers);
    requirePositive("num_attention_heads", heads);
    requirePositive("num_key_value_heads", keyValueHeads);
    requirePositive("head_dim", headDim);
    requirePositive("max_position_embeddings", maxPositionEmbeddings);
    requirePositive("rms_norm_eps", rmsNormEps);
    Objects.requireNonNull(rope, "rope");
    eosTokenIds = List.copyOf(eosTokenIds);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          "num_key_value_heads: expected a divisor of num_attention_heads %d, found %d"
              .formatted(heads, keyValueHeads));
    }
    if ((long) heads * headDim > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "head_dim: expected heads that fit 31 bits together, found " + headDim);
    }
    if (headDim % 2 != 0) {
      throw new IllegalArgumentException("head_dim: expected an even number, found " + headDim);
    }
  }

  /** Returns the width of all query heads together. */
  public int queryWidth() {
    return heads * headDim;
  }

  /** Returns the width of all key heads together; that of the values is the same. */
  public int keyValueWidth() {
    return keyValueHeads * headDim;
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(name + ": expected a positive number, found " + value);
    }
  }
}
