package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParquetFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tweets.snappy.parquet", "tweets.zstd.parquet"})
  void readsCompressedColumnsWithNulls(String name) throws IOException {
    Path file = TestFiles.resource(name);

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals(
        List.of(
            new LabelledTweet("7", "flood", "Water & mud", "disaster"),
            new LabelledTweet("8", "", "so\nsunny ☀ 🌞", "not"),
            new LabelledTweet("9", "fire", "Wald brennt, größer", "disaster")),
        dataset.rows());
  }

  @Test
  void leavesNestedColumnsOut() {
    Columns columns = new Columns("id", "keyword", "hashtags", "label");

    DatasetException failure =
        assertThrows(
            DatasetException.class,
            () ->
                DatasetReader.readUnlabelled(TestFiles.resource("tweets.snappy.parquet"), columns));

    assertTrue(
        failure.getMessage().contains("columns found: [id, keyword, text, target]"),
        failure.getMessage());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    Path file = TestFiles.resource("not-utf8.parquet");

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(
        failure.getMessage().contains("row 2: column 'text' is not UTF-8"), failure.getMessage());
  }

  @Test
  void refusesTextInDisguise() {
    Path file = TestFiles.write(folder, "bad.parquet", "text,label\nnot a Parquet file,1\n");

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("not a readable Parquet file"), failure.getMessage());
  }

  @Test
  void refusesFileCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(TestFiles.resource("tweets.snappy.parquet"));
    Path file = TestFiles.write(folder, "cut.parquet", Arrays.copyOf(whole, whole.length / 2));

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("not a readable Parquet file"), failure.getMessage());
  }

  @Test
  void refusesDamagedPages() throws IOException {
    byte[] damaged = Files.readAllBytes(TestFiles.resource("tweets.snappy.parquet"));
    Arrays.fill(damaged, 4, 200, (byte) 0xFF);
    Path file = TestFiles.write(folder, "damaged.parquet", damaged);

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("not a readable Parquet file"), failure.getMessage());
  }

  @Test
  void saysThatTheFileIsMissing() {
    Path file = folder.resolve("none.parquet");

    assertThrows(
        NoSuchFileException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));
  }
}
