package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderDigestTest {
  @TempDir Path folder;

  /** {@code (cd folder && LC_ALL=C sha256sum * | sed 's/ / /' | sha256sum)}. */
  @Test
  void isWhatTheCommandLineComputes() throws IOException {
    Files.writeString(folder.resolve("adapter_model.safetensors"), "weights");
    Files.writeString(folder.resolve("adapter_config.json"), "{}");

    FolderDigest digest = FolderDigest.of(folder);

    assertEquals("58c56320b5a255694eb126e83ae3e7c71856a18c7cc992079ea349ffd87a996f", digest.hex());
  }

  @Test
  void countsEveryFileAndName() throws IOException {
    Files.writeString(folder.resolve("some"), "x");
    FolderDigest before = FolderDigest.of(folder);
    Files.writeString(folder.resolve("more"), "x");
    FolderDigest more = FolderDigest.of(folder);
    Files.move(folder.resolve("more"), folder.resolve("other"));

    FolderDigest renamed = FolderDigest.of(folder);

    assertEquals(3, Set.of(before, more, renamed).size());
  }

  @Test
  void refusesNamesByWhichTwoFoldersWouldBeAlike() throws IOException {
    Files.writeString(folder.resolve("a\n" + "0".repeat(64) + " b"), "x");

    IOException refusal = assertThrows(IOException.class, () -> FolderDigest.of(folder));

    assertTrue(refusal.getMessage().contains("control characters"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "A000000000000000000000000000000000000000000000000000000000000000"})
  void refusesWhatIsNoSha256(String hex) {
    assertThrows(IllegalArgumentException.class, () -> new FolderDigest(hex));
  }
}
