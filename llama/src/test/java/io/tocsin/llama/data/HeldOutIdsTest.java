package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeldOutIdsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"7\", \"a b\", \"7\", 12345678901234567890]",
        "\uFEFF [ \"7\",\n\"a b\", 12345678901234567890 ]\n",
        "7\na b\r\n\n 12345678901234567890 \n7",
      })
  void readsJsonArraysAndLines(String content) throws IOException {
    Path file = TestFiles.write(folder, "ids", content);

    Split.ByIds split = HeldOutIds.read(file);

    assertEquals(Set.of("7", "a b", "12345678901234567890"), split.ids());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "[]", "[1.5]", "[null]", "[[1]]", "[\"1\"", "[1] [2]"})
  void refusesFilesWithoutIds(String content) {
    Path file = TestFiles.write(folder, "ids", content);

    DatasetException failure = assertThrows(DatasetException.class, () -> HeldOutIds.read(file));

    assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
  }

  @Test
  void refusesNoIds() {
    assertThrows(IllegalArgumentException.class, () -> new Split.ByIds(Set.of()));
  }
}
