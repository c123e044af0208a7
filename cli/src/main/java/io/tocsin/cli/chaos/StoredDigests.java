package io.tocsin.cli.chaos;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.store.FolderDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Whether what lies in the store is still what was published. */
final class StoredDigests {
  private StoredDigests() {}

  /** Returns how many adapters have another digest than the one that was published. */
  static long differing(List<AdapterPublished> adapters) throws IOException {
    long differing = 0;
    for (AdapterPublished adapter : adapters) {
      FolderDigest found = FolderDigest.of(Path.of(adapter.uri()));
      differing += found.hex().equals(adapter.sha256()) ? 0 : 1;
    }
    return differing;
  }
}
