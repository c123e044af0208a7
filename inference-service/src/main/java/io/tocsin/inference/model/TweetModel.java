package io.tocsin.inference.model;

import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.List;

/** An adapter that is loaded on the base. */
public interface TweetModel extends AutoCloseable {
  /** Returns what the logits stand for, in their order. */
  List<String> categories();

  /** Returns what happens to texts before they are tokenised. */
  TextPreparation preparation();

  /** Returns texts as tokens, in their order. Any thread may ask, while others classify. */
  List<int[]> tokens(List<TweetText> texts);

  /** Classifies tokens, in their order. */
  List<Classification> classify(List<int[]> tokens);

  /** Gives the adapter's memory back. */
  @Override
  void close();
}
