package io.tocsin.llama.classify;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.DeviceAdapter;
import io.tocsin.llama.text.TextPreparation;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An adapter on a base, counted by its readers: retiring it takes effect after the last batch that
 * uses it.
 */
public final class ServedAdapter implements AutoCloseable {
  private final DeviceAdapter weights;
  private final Categories categories;
  private final TextPreparation preparation;
  private final AtomicInteger holders = new AtomicInteger(1);

  ServedAdapter(DeviceAdapter weights, Categories categories, TextPreparation preparation) {
    this.weights = weights;
    this.categories = categories;
    this.preparation = preparation;
  }

  public Categories categories() {
    return categories;
  }

  /** Returns what happens to texts before they are tokenised. */
  public TextPreparation preparation() {
    return preparation;
  }

  DeviceAdapter weights() {
    return weights;
  }

  /**
   * Holds the adapter for a batch; {@link #release} must follow.
   *
   * @throws IllegalStateException if it was retired
   */
  void acquire() {
    int before = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
    if (before == 0) {
      throw new IllegalStateException("the adapter was retired: name one that is served");
    }
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      weights.close();
    }
  }

  /** Returns whether the adapter's memory was given back. */
  boolean freed() {
    return holders.get() == 0;
  }

  /** Retires the adapter: its memory is freed now, or after the batches that use it. Call once. */
  @Override
  public void close() {
    release();
  }
}
