package io.tocsin.cli.pipeline;

import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.UntrainedHead;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.text.TweetText;
import java.util.ArrayList;
import java.util.List;

/** The model alone, in this process: what the system would reach if Kafka cost nothing. */
final class BareModel implements AutoCloseable {
  private final int batch;
  private final Classifier classifier;
  private final ServedAdapter served;

  /**
   * Prepares classifying by the head that a new system answers with.
   *
   * @param base stays the caller's to close
   * @param batch tweets at once
   */
  BareModel(LoadedBase base, int maxTokens, int batch) {
    this.batch = batch;
    this.classifier = new Classifier(base, maxTokens);
    this.served = classifier.add(UntrainedHead.on(base, Categories.DISASTER));
  }

  /** Tokenises and classifies tweets, and returns how many it does in a second. */
  double tweetsPerSecond(List<TweetText> texts, int tweets) {
    List<TweetText> all = new ArrayList<>();
    for (int i = 0; i < tweets; i++) {
      all.add(texts.get(i % texts.size()));
    }
    long start = System.nanoTime();
    for (int from = 0; from < tweets; from += batch) {
      classifier.classifyTweets(served, all.subList(from, Math.min(tweets, from + batch)));
    }
    return tweets * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() {
    served.close();
    classifier.close();
  }
}
