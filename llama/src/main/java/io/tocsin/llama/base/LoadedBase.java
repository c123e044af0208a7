package io.tocsin.llama.base;

import ai.djl.Device;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A base ready for work: model on a device, tokenizer, and the fingerprint that its adapters name.
 */
public record LoadedBase(
    BaseModel model, TweetTokenizer tokenizer, BaseFingerprint fingerprint, int padTokenId)
    implements AutoCloseable {

  /**
   * Loads a Hugging Face folder.
   *
   * @throws IOException if a file is missing or wrong; the message says which and what to do
   */
  public static LoadedBase load(Path directory, Device device, Precision precision)
      throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(directory)) {
      Path tokenizerFile =
          checkpoint
              .tokenizerFile()
              .orElseThrow(() -> new IOException(directory + ": expected a tokenizer.json"));
      TweetTokenizer tokenizer = TweetTokenizer.open(tokenizerFile);
      BaseModel model = BaseModel.load(checkpoint, device, precision);
      return new LoadedBase(
          model, tokenizer, checkpoint.fingerprint(), padTokenId(checkpoint.config()));
    }
  }

  /**
   * Returns the token that fills batches: the end of text, which padding cannot be mistaken for.
   */
  private static int padTokenId(LlamaConfig config) {
    return config.eosTokenIds().isEmpty() ? 0 : config.eosTokenIds().getFirst();
  }

  public LlamaConfig config() {
    return model.config();
  }

  @Override
  public void close() {
    tokenizer.close();
    model.close();
  }
}
