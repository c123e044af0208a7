package io.tocsin.trainer.job;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkFolderTest {
  /** Two such paths, one within the other, are longer than a path may be. */
  private static final String DEEP = ("x".repeat(200) + '/').repeat(12);

  @TempDir private Path directory;

  @Test
  void removesAllItHolds() throws IOException {
    WorkFolder folder = WorkFolder.of(directory, "r1");
    Files.createDirectories(folder.staging());
    Files.writeString(folder.checkpoint(), "numbers");

    folder.delete();

    assertFalse(Files.exists(directory.resolve("r1")));
  }

  @Test
  void saysThatItCannotBeRead() throws IOException {
    Path upper = Files.createDirectories(directory.resolve("r1").resolve(DEEP));
    Path lower = directory.resolve("lower");
    Files.createDirectories(lower.resolve(DEEP));
    Files.move(lower, upper.resolve("lower"));

    assertThrows(IOException.class, () -> WorkFolder.of(directory, "r1").delete());

    Files.move(upper.resolve("lower"), lower); // Or nobody could delete it.
  }
}
