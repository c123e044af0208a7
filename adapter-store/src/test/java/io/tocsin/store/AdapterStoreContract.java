package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void digestCountsEveryFileAndName() throws IOException {
    FolderDigest before = FolderDigest.of(folder);
    byte[] added = "x".getBytes(StandardCharsets.UTF_8);

    Files.write(folder.resolve("more"), added);
    FolderDigest more = FolderDigest.of(folder);
    Files.move(folder.resolve("more"), folder.resolve("other"));
    FolderDigest renamed = FolderDigest.of(folder);

    assertEquals(3, java.util.Set.of(before, more, renamed).size());
  }
}
