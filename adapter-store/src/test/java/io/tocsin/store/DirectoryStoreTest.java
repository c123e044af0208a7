package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryStoreTest extends AdapterStoreContract {
  @TempDir Path root;

  @Override
  AdapterStore store() {
    return new DirectoryStore(root.resolve("adapters"));
  }

  @Test
  void leavesNothingButTheAdapter() throws IOException {
    store().put("a-1", folder);

    try (Stream<Path> left = Files.list(root.resolve("adapters"))) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void refusesAFolderElsewhere() throws IOException {
    FolderDigest digest = FolderDigest.of(folder);

    assertThrows(IOException.class, () -> store().fetch(folder.toUri(), digest));
    assertThrows(
        IOException.class, () -> store().fetch(URI.create("http://example.org/a-1"), digest));
  }

  @Test
  void findsAnAlteredFile() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    Files.writeString(Path.of(stored.uri()).resolve("adapter_config.json"), "{\"r\": 17}");

    assertThrows(IOException.class, () -> store().fetch(stored.uri(), stored.digest()));
  }
}
