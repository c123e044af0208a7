package io.tocsin.llama.base;

import ai.djl.Device;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A base ready for work: copies on devices, tokenizer, and the fingerprint that its adapters name.
 */
public record LoadedBase(
    BaseCopies copies, TweetTokenizer tokenizer, BaseFingerprint fingerprint, int padTokenId)
    implements AutoCloseable {

  /** Loads a Hugging Face folder onto one device. */
  public static LoadedBase load(Path directory, Device device, Precision precision)
      throws IOException {
    return load(directory, Placement.on(device), precision);
  }

  /**
   * Loads a Hugging Face folder.
   *
   * @throws IOException if a file is missing or wrong; the message says which and what to do
   */
  public static LoadedBase load(Path directory, Placement placement, Precision precision)
      throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Path tokenizerFile =
          checkpoint
              .tokenizerFile()
              .orElseThrow(() -> new IOException(directory + ": expected a tokenizer.json"));
      TweetTokenizer tokenizer = TweetTokenizer.open(tokenizerFile);
      BaseCopies copies = BaseCopies.load(checkpoint, placement, precision);
      return new LoadedBase(
          copies, tokenizer, checkpoint.fingerprint(), padTokenId(checkpoint.config()));
    }
  }

  /**
   * Returns the token that fills batches: the end of text, which padding cannot be mistaken for.
   */
  private static int padTokenId(LlamaConfig config) {
    return config.eosTokenIds().isEmpty() ? 0 : config.eosTokenIds().getFirst();
  }

  /**
   * Returns a tweet as the tokens that the model sees: one at least, whatever the text comes to.
   *
   * @param preparation the adapter's
   * @param maxTokens longer texts are cut off, at the latest where the base ends
   */
  public int[] tokens(TextPreparation preparation, TweetText tweet, int maxTokens) {
    int limit = Math.min(maxTokens, config().maxPositionEmbeddings());
    int[] tokens = tokenizer.encode(preparation.prepare(tweet), limit);
    return tokens.length > 0 ? tokens : new int[] {padTokenId};
  }

  /** Returns the copy that stands for all. */
  public BaseModel model() {
    return copies.first();
  }

  public LlamaConfig config() {
    return model().config();
  }

  @Override
  public void close() {
    tokenizer.close();
    copies.close();
  }
}
