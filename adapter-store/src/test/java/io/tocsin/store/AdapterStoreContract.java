package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store keeps to. */
abstract class AdapterStoreContract {
  @TempDir Path folder;
  private AdapterStore store;

  abstract AdapterStore store();

  @BeforeEach
  void fillFolder() throws IOException {
    store = store();
    Files.writeString(folder.resolve("adapter_config.json"), "{\"r\": 16}");
    Files.write(folder.resolve("adapter_model.safetensors"), new byte[] {1, 2, 3});
  }

  @Test
  void fetchesWhatWasPut() throws IOException {
    StoredAdapter stored = store.put("a-1", folder);

    Path fetched = store.fetch(stored.uri(), stored.digest());

    assertEquals("{\"r\": 16}", Files.readString(fetched.resolve("adapter_config.json")));
    assertArrayEquals(
        new byte[] {1, 2, 3}, Files.readAllBytes(fetched.resolve("adapter_model.safetensors")));
    assertTrue(stored.uri().isAbsolute());
  }

  @Test
  void keepsItsCopyWhenTheFolderGoes() throws IOException {
    StoredAdapter stored = store.put("a-1", folder);

    Files.delete(folder.resolve("adapter_model.safetensors"));

    assertEquals(FolderDigest.of(store.fetch(stored.uri(), stored.digest())), stored.digest());
  }

  @Test
  void takesTheSameFilesTwice() throws IOException {
    StoredAdapter first = store.put("a-1", folder);

    assertEquals(first, store.put("a-1", folder));
  }

  @Test
  void refusesOtherFilesUnderTheSameVersion() throws IOException {
    StoredAdapter first = store.put("a-1", folder);
    Files.write(folder.resolve("adapter_model.safetensors"), new byte[] {1, 2, 4});

    assertThrows(FileAlreadyExistsException.class, () -> store.put("a-1", folder));
    assertEquals(first.digest(), FolderDigest.of(store.fetch(first.uri(), first.digest())));
  }

  @Test
  void refusesToFetchWhatHasAnotherDigest() throws IOException {
    StoredAdapter stored = store.put("a-1", folder);
    FolderDigest other = new FolderDigest("0".repeat(64));

    WrongAdapterException refusal =
        assertThrows(WrongAdapterException.class, () -> store.fetch(stored.uri(), other));

    assertTrue(refusal.getMessage().contains(other.hex()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(stored.digest().hex()), refusal.getMessage());
  }

  @Test
  void refusesToFetchWhatIsNotThere() throws IOException {
    StoredAdapter stored = store.put("a-1", folder);
    URI other = URI.create(stored.uri().toString().replace("a-1", "a-2"));

    assertThrows(WrongAdapterException.class, () -> store.fetch(other, stored.digest()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../a", "a/b", ".a", "a b", "ä"})
  void refusesVersionsThatAreNoNames(String version) {
    assertThrows(IllegalArgumentException.class, () -> store.put(version, folder));
  }

  @Test
  void refusesFoldersWithin() throws IOException {
    Files.createDirectory(folder.resolve("more"));

    assertThrows(IOException.class, () -> store.put("a-1", folder));
  }

  @Test
  void refusesAnEmptyFolder() throws IOException {
    Files.delete(folder.resolve("adapter_config.json"));
    Files.delete(folder.resolve("adapter_model.safetensors"));

    assertThrows(IOException.class, () -> store.put("a-1", folder));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThrows(IOException.class, () -> store.put("a-1", folder.resolve("none")));
  }

  @Test
  void refusesLinks() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("adapter_config.json"));

    assertThrows(IOException.class, () -> store.put("a-1", folder));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/a-1",
        "file:///etc",
        "file:a-1",
        "s3://elsewhere/a-1",
        "a-1",
        "mailto:a-1"
      })
  void refusesToFetchElsewhere(String uri) throws IOException {
    StoredAdapter stored = store.put("a-1", folder);

    assertThrows(IOException.class, () -> store.fetch(URI.create(uri), stored.digest()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../a-1", "/a-1/..", "/a-1/more", "/.a-1", "/"})
  void refusesToFetchWhatIsNoVersion(String path) throws IOException {
    StoredAdapter stored = store.put("a-1", folder);
    String home = stored.uri().toString().replaceFirst("/a-1/?$", "");

    assertThrows(IOException.class, () -> store.fetch(URI.create(home + path), stored.digest()));
  }

  @Test
  void takesEmptyFilesAndNamesOfEveryScript() throws IOException {
    Files.createFile(folder.resolve("empty"));
    Files.writeString(folder.resolve("100 % größer + 例.txt"), "x");

    StoredAdapter stored = store.put("a-1", folder);

    assertEquals(stored.digest(), FolderDigest.of(folder));
    assertEquals(stored.digest(), FolderDigest.of(store.fetch(stored.uri(), stored.digest())));
  }

  @Test
  void keepsVersionsApart() throws IOException {
    StoredAdapter first = store.put("a-1", folder);
    Files.write(folder.resolve("adapter_model.safetensors"), new byte[] {1, 2, 4});

    StoredAdapter second = store.put("a-2", folder);

    assertNotEquals(first.uri(), second.uri());
    assertEquals(first.digest(), FolderDigest.of(store.fetch(first.uri(), first.digest())));
    assertEquals(second.digest(), FolderDigest.of(store.fetch(second.uri(), second.digest())));
  }

  @Test
  void keepsOneOfTwoThatAreStoredAtOnce() throws Exception {
    Path other = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-other"));
    Files.write(other.resolve("adapter_model.safetensors"), new byte[] {1, 2, 4});

    List<Optional<StoredAdapter>> outcomes = storeAtOnce("a-1", folder, other);

    List<StoredAdapter> kept = outcomes.stream().flatMap(Optional::stream).toList();
    assertEquals(1, kept.size(), outcomes.toString());
    StoredAdapter winner = kept.getFirst();
    assertEquals(winner.digest(), FolderDigest.of(store.fetch(winner.uri(), winner.digest())));
  }

  @Test
  void agreesWithWhoeverStoresTheSameAtOnce() throws Exception {
    List<Optional<StoredAdapter>> outcomes = storeAtOnce("a-1", folder, folder);

    assertTrue(outcomes.getFirst().isPresent(), outcomes.toString());
    assertEquals(outcomes.getFirst(), outcomes.getLast());
  }

  @Test
  void fetchesAtOnceForMany() throws Exception {
    StoredAdapter stored = store.put("a-1", folder);
    Callable<FolderDigest> fetch =
        () -> FolderDigest.of(store.fetch(stored.uri(), stored.digest()));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<FolderDigest> digest : threads.invokeAll(Collections.nCopies(4, fetch))) {
        assertEquals(stored.digest(), digest.get());
      }
    }
  }

  /** Returns what each was given, or nothing where other files were there already. */
  private List<Optional<StoredAdapter>> storeAtOnce(String version, Path one, Path another)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Optional<StoredAdapter>> first = threads.submit(() -> storeAfter(start, version, one));
      Future<Optional<StoredAdapter>> second =
          threads.submit(() -> storeAfter(start, version, another));
      return List.of(first.get(), second.get());
    }
  }

  private Optional<StoredAdapter> storeAfter(CyclicBarrier start, String version, Path from)
      throws Exception {
    start.await();
    try {
      return Optional.of(store.put(version, from));
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
  }
}
