package io.tocsin.llama.classify;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.DeviceAdapter;
import io.tocsin.llama.text.TextPreparation;
import java.util.List;

/**
 * An adapter on a base, counted by its readers: retiring it takes effect after the last batch that
 * uses it.
 */
public final class ServedAdapter implements AutoCloseable {
  private final List<DeviceAdapter> copies;
  private final Categories categories;
  private final TextPreparation preparation;
  private int readers;
  private boolean retired;

  ServedAdapter(List<DeviceAdapter> copies, Categories categories, TextPreparation preparation) {
    this.copies = copies;
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

  /** Returns its weights on the copy of the base that computes a part of the work. */
  DeviceAdapter ofPart(int part) {
    return copies.get(part % copies.size());
  }

  /**
   * Holds the adapter for a batch; {@link #release} must follow.
   *
   * @throws IllegalStateException if it was retired
   */
  synchronized void acquire() {
    if (retired) {
      throw new IllegalStateException("the adapter was retired: name one that is served");
    }
    readers++;
  }

  synchronized void release() {
    readers--;
    freeIfUnused();
  }

  /** Returns whether the adapter's memory was given back. */
  synchronized boolean freed() {
    return retired && readers == 0;
  }

  /**
   * Retires the adapter: from now on nobody can use it, and its memory is freed now, or after the
   * batches that use it.
   */
  @Override
  public synchronized void close() {
    if (!retired) {
      retired = true;
      freeIfUnused();
    }
  }

  private void freeIfUnused() {
    if (freed()) {
      copies.forEach(DeviceAdapter::close);
    }
  }
}
