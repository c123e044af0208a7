package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.inference.model.Answers;
import io.tocsin.inference.model.LlamaTweetModel;
import io.tocsin.inference.model.ModelFailedException;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.adapter.WrongBaseException;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.UntrainedHead;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.safetensors.SafetensorsException;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.store.WrongAdapterException;
import java.io.IOException;
import java.util.HashSet;

/** Adapters from the store, proven before they answer anything. */
public final class StoredAdapterLoader implements AdapterLoader {
  private final LoadedBase base;
  private final Classifier classifier;
  private final AdapterStore store;
  private final Categories categories;

  /**
   * Prepares loading.
   *
   * @param classifier of the base
   * @param categories what adapters must tell apart, in whatever order
   */
  public StoredAdapterLoader(
      LoadedBase base, Classifier classifier, AdapterStore store, Categories categories) {
    this.base = base;
    this.classifier = classifier;
    this.store = store;
    this.categories = categories;
  }

  @Override
  public TweetModel untrained() {
    return place(UntrainedHead.on(base, categories));
  }

  @Override
  public TweetModel load(AdapterPublished published) throws RefusedAdapterException, IOException {
    try {
      requireBase(published);
      Adapter adapter = read(published);
      requireCategories(published, adapter);
      return place(adapter);
    } catch (WrongAdapterException | CheckpointException | SafetensorsException e) {
      throw new RefusedAdapterException(published.version(), e.getMessage(), e);
    } catch (WrongBaseException | ModelFailedException | IllegalArgumentException e) {
      throw new RefusedAdapterException(published.version(), e.getMessage(), e);
    } catch (RuntimeException | OutOfMemoryError e) {
      // The native library throws nothing more exact, for want of the device's memory above all.
      throw new RefusedAdapterException(published.version(), e.toString(), e);
    }
  }

  private void requireBase(AdapterPublished published) throws RefusedAdapterException {
    String loaded = base.fingerprint().hex();
    if (!published.baseFingerprint().equals(loaded)) {
      throw new RefusedAdapterException(
          published.version(),
          "expected an adapter of the base that is loaded, %s, found one of %s"
              .formatted(loaded, published.baseFingerprint()));
    }
  }

  private Adapter read(AdapterPublished published) throws IOException {
    FolderDigest digest = new FolderDigest(published.sha256());
    Adapter adapter = PeftFolder.read(store.fetch(published.uri(), digest), base.config());
    adapter.requireBase(base.fingerprint());
    return adapter;
  }

  private void requireCategories(AdapterPublished published, Adapter adapter)
      throws RefusedAdapterException {
    if (!adapter.categories().equals(published.categories())) {
      throw new RefusedAdapterException(
          published.version(),
          "categories: expected %s as published, found %s"
              .formatted(published.categories(), adapter.categories()));
    }
    if (!new HashSet<>(adapter.categories()).equals(new HashSet<>(categories.names()))) {
      throw new RefusedAdapterException(
          published.version(),
          "categories: expected %s as configured, found %s"
              .formatted(categories.names(), adapter.categories()));
    }
  }

  /** Its first answer is nobody's: it proves the numbers, and pays for what happens but once. */
  private TweetModel place(Adapter adapter) {
    TweetModel model = new LlamaTweetModel(classifier, classifier.add(adapter));
    try {
      Answers.probe(model);
      return model;
    } catch (ModelFailedException e) {
      model.close();
      throw e;
    }
  }
}
