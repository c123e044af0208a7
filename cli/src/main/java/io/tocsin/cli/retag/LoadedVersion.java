package io.tocsin.cli.retag;

import io.tocsin.cli.client.PublishedAdapter;
import io.tocsin.cli.client.ServiceException;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An adapter version on its base, read and computed as the inference service does. */
final class LoadedVersion implements AutoCloseable {
  private final String version;
  private final LoadedBase base;
  private final Classifier classifier;
  private final ServedAdapter served;

  private LoadedVersion(
      String version, LoadedBase base, Classifier classifier, ServedAdapter served) {
    this.version = version;
    this.base = base;
    this.classifier = classifier;
    this.served = served;
  }

  /**
   * Where models lie, and how they compute.
   *
   * @param base the base model's folder
   * @param store where adapters lie
   * @param maxTokens texts are cut off after so many
   */
  record Settings(
      Path base, Placement placement, Precision precision, AdapterStore store, int maxTokens) {}

  /**
   * Loads a version; one that was published is fetched and proven by its digest first.
   *
   * @throws ServiceException if it was never published, or made for another base
   * @throws IOException if base or adapter cannot be read, or are not what they should be
   */
  static LoadedVersion load(String version, Settings settings, KafkaClients clients)
      throws IOException {
    boolean untrained = version.equals(UntrainedHead.VERSION);
    Optional<AdapterPublished> published =
        untrained ? Optional.empty() : Optional.of(PublishedAdapter.of(version, clients));
    LoadedBase base = LoadedBase.load(settings.base(), settings.placement(), settings.precision());
    try {
      Adapter adapter =
          published.isPresent()
              ? read(published.get(), base, settings)
              : io.tocsin.llama.base.UntrainedHead.on(base, Categories.DISASTER);
      Classifier classifier = new Classifier(base, settings.maxTokens());
      return new LoadedVersion(version, base, classifier, classifier.add(adapter));
    } catch (IOException | RuntimeException e) {
      base.close();
      throw e;
    }
  }

  private static Adapter read(AdapterPublished published, LoadedBase base, Settings settings)
      throws IOException {
    String loaded = base.fingerprint().hex();
    if (!published.baseFingerprint().equals(loaded)) {
      throw new ServiceException(
          "adapter %s: expected base %s, found %s in %s: name its folder with --base"
              .formatted(
                  published.version(), published.baseFingerprint(), loaded, settings.base()));
    }
    FolderDigest digest = new FolderDigest(published.sha256());
    return PeftFolder.read(settings.store().fetch(published.uri(), digest), base.config());
  }

  String version() {
    return version;
  }

  String baseFingerprint() {
    return base.fingerprint().hex();
  }

  List<String> categories() {
    return served.categories().names();
  }

  /**
   * Classifies texts, in their order; those that the model fails on, even alone, have no answer.
   */
  List<Optional<Classification>> classify(List<TweetText> texts) {
    try {
      return classifier.classifyTweets(served, texts).stream().map(LoadedVersion::finite).toList();
    } catch (RuntimeException | OutOfMemoryError e) {
      if (texts.size() == 1) {
        return List.of(Optional.empty());
      }
      int half = texts.size() / 2;
      List<Optional<Classification>> answers = new ArrayList<>(classify(texts.subList(0, half)));
      answers.addAll(classify(texts.subList(half, texts.size())));
      return answers;
    }
  }

  private static Optional<Classification> finite(Classification answer) {
    return Optional.of(answer).filter(found -> found.logits().stream().allMatch(Double::isFinite));
  }

  @Override
  public void close() {
    served.close();
    classifier.close();
    base.close();
  }
}
