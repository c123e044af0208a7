package io.tocsin.llama.classify;

import ai.djl.Device;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import io.tocsin.llama.torch.RowWorkers;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Classifies texts with any of several adapters on one base. Threads may share it. */
public final class Classifier implements AutoCloseable {
  /** Enough texts that handing them to a thread costs little beside tokenising them. */
  private static final int TOKENIZED_TOGETHER = 64;

  private final LoadedBase base;
  private final int maxTokens;
  private final TokenClassifier tokens;

  /** Apart from the threads that compute: one batch is tokenised while another is computed. */
  private final RowWorkers tokenizing;

  /**
   * Prepares a base for classifying.
   *
   * @param base stays the caller's to close
   * @param maxTokens texts are cut off after so many tokens
   */
  public Classifier(LoadedBase base, int maxTokens) {
    this.base = base;
    this.maxTokens = maxTokens;
    this.tokens = new TokenClassifier(base.copies(), base.padTokenId());
    this.tokenizing = new RowWorkers(TorchRuntime.threads(Device.cpu()));
  }

  /**
   * Places an adapter beside those already there.
   *
   * @throws IllegalArgumentException if it was made for another base
   */
  public ServedAdapter add(Adapter adapter) {
    adapter.requireBase(base.fingerprint());
    Categories categories = new Categories(adapter.categories());
    ThetaLayout layout = new ThetaLayout(base.config(), adapter.lora(), categories.size());
    return tokens.add(categories, layout, layout.pack(adapter.tensors()), adapter.preparation());
  }

  /** Places an adapter given by its numbers, as training has them. */
  public ServedAdapter add(Categories categories, ThetaLayout layout, float[] theta) {
    return tokens.add(categories, layout, theta);
  }

  /** Classifies texts whose keywords are not known. */
  public List<Classification> classify(ServedAdapter adapter, List<String> texts) {
    return classifyTweets(adapter, texts.stream().map(TweetText::of).toList());
  }

  /**
   * Classifies tweets, in any order inside and in the given order outside.
   *
   * @throws IllegalStateException if the adapter was retired
   */
  public List<Classification> classifyTweets(ServedAdapter adapter, List<TweetText> tweets) {
    return classifyTokens(adapter, tokens(adapter.preparation(), tweets));
  }

  /**
   * Tokenises tweets for {@link #classifyTokens}, so that one batch can be tokenised while another
   * is computed.
   *
   * @param preparation that of the adapter which is to classify them
   */
  public List<int[]> tokens(TextPreparation preparation, List<TweetText> tweets) {
    List<Callable<List<int[]>>> tasks = new ArrayList<>();
    for (int from = 0; from < tweets.size(); from += TOKENIZED_TOGETHER) {
      int to = Math.min(tweets.size(), from + TOKENIZED_TOGETHER);
      List<TweetText> some = tweets.subList(from, to);
      tasks.add(
          () -> some.stream().map(tweet -> base.tokens(preparation, tweet, maxTokens)).toList());
    }
    return tokenizing.run(tasks).stream().flatMap(List::stream).toList();
  }

  /** Classifies texts given as tokens. */
  public List<Classification> classifyTokens(ServedAdapter adapter, List<int[]> sequences) {
    return tokens.classify(adapter, sequences);
  }

  @Override
  public void close() {
    tokenizing.close();
    tokens.close();
  }
}
