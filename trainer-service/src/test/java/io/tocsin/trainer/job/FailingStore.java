package io.tocsin.trainer.job;

import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.store.StoredAdapter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;

/** A store that may fail before it does what it is asked for. */
final class FailingStore implements AdapterStore {
  private final AdapterStore store;
  private final IntFunction<Optional<IOException>> failures;
  private int requests;

  /**
   * Wraps a store.
   *
   * @param failures of each request, counted from one
   */
  FailingStore(AdapterStore store, IntFunction<Optional<IOException>> failures) {
    this.store = store;
    this.failures = failures;
  }

  /** Returns how often it was asked. */
  int requests() {
    return requests;
  }

  @Override
  public StoredAdapter put(String version, Path folder) throws IOException {
    failIfDue();
    return store.put(version, folder);
  }

  @Override
  public Path fetch(URI uri, FolderDigest expected) throws IOException {
    failIfDue();
    return store.fetch(uri, expected);
  }

  private void failIfDue() throws IOException {
    Optional<IOException> failure = failures.apply(++requests);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
