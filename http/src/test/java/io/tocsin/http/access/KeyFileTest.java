package io.tocsin.http.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final KeyRing BEFORE = new KeyRing(List.of());
  private static final StoredKey ADDED =
      StoredKey.of(ApiKey.create("added"), Set.of(Role.READ), NOW);
  private static final FileTime LATER = FileTime.from(NOW.plusSeconds(1));

  @TempDir private Path directory;

  @Test
  void keepsTheKeysWhileTheFileCannotBeRead() throws IOException {
    Path file = write(BEFORE.with(ADDED));
    try (KeyFile keys = new KeyFile(file)) {
      Files.delete(file);

      keys.look();

      assertTrue(keys.ring().has("added"));
    }
  }

  /** As when its owner is mended: time, size and place of the file stay as they were. */
  @Test
  void readsWhatItCouldNotReadBeforeThoughTheFileLooksTheSame() throws IOException {
    Path file = write(BEFORE);
    try (KeyFile keys = new KeyFile(file)) {
      byte[] good = Files.readAllBytes(write(BEFORE.with(ADDED)));
      byte[] unreadable = good.clone();
      unreadable[0] = '[';
      replace(file, unreadable);
      keys.look();
      assertFalse(keys.ring().has("added"));
      replace(file, good);

      keys.look();

      assertTrue(keys.ring().has("added"));
    }
  }

  private Path write(KeyRing ring) throws IOException {
    Path file = directory.resolve("api-keys.json");
    ring.write(file);
    return file;
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    Files.setLastModifiedTime(file, LATER);
  }
}
