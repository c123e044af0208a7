package io.tocsin.inference.model;

import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.List;

/**
 * An adapter on a Llama base.
 *
 * @param classifier holds the base, shared by all adapters on it; not closed with this one
 * @param adapter this one
 */
public record LlamaTweetModel(Classifier classifier, ServedAdapter adapter) implements TweetModel {
  @Override
  public List<String> categories() {
    return adapter.categories().names();
  }

  @Override
  public TextPreparation preparation() {
    return adapter.preparation();
  }

  @Override
  public List<int[]> tokens(List<TweetText> texts) {
    return classifier.tokens(adapter.preparation(), texts);
  }

  @Override
  public List<Classification> classify(List<int[]> tokens) {
    return classifier.classifyTokens(adapter, tokens);
  }

  @Override
  public void close() {
    adapter.close();
  }
}
