package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void deletesWhatAKilledWriterLeft() throws IOException {
    Path left = Files.createDirectories(root.resolve("adapters/.incoming-left"));
    Path fresh = Files.createDirectories(root.resolve("adapters/.incoming-fresh"));
    Files.writeString(left.resolve("adapter_model.safetensors"), "half");
    Instant dayBeforeYesterday = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(left, FileTime.from(dayBeforeYesterday));

    store().put("a-1", folder);

    assertFalse(Files.exists(left));
    assertTrue(Files.exists(fresh));
  }

  @Test
  void asksToTryAgainWhileTheWholeStoreIsGone() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    Files.move(root.resolve("adapters"), root.resolve("unmounted"));

    IOException gone =
        assertThrows(IOException.class, () -> store().fetch(stored.uri(), stored.digest()));

    assertFalse(gone instanceof WrongAdapterException, gone.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.a-1", "/a b", "/%00", "/a-1/more", "/"})
  void refusesForGoodWhatNamesNoVersion(String path) throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    String home = root.resolve("adapters").toUri().toString().replaceFirst("/$", "");
    URI uri = URI.create(home + path.replace(" ", "%20"));

    assertThrows(WrongAdapterException.class, () -> store().fetch(uri, stored.digest()));
  }

  @Test
  void refusesForGoodAFolderThatHoldsMoreThanFiles() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    Files.createDirectory(Path.of(stored.uri()).resolve("more"));

    assertThrows(WrongAdapterException.class, () -> store().fetch(stored.uri(), stored.digest()));
  }

  @Test
  void refusesForGoodAFolderThatWasEmptied() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
      Files.delete(Path.of(stored.uri()).resolve(file));
    }

    assertThrows(WrongAdapterException.class, () -> store().fetch(stored.uri(), stored.digest()));
  }

  @Test
  void findsAnAlteredFile() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    Files.writeString(Path.of(stored.uri()).resolve("adapter_config.json"), "{\"r\": 17}");

    assertThrows(IOException.class, () -> store().fetch(stored.uri(), stored.digest()));
  }
}
