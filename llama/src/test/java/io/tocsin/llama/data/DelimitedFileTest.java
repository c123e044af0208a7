package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DelimitedFileTest {
  @TempDir Path folder;

  @Test
  void readsQuotedLineBreaksDelimitersAndQuotes() throws IOException {
    Path file =
        TestFiles.write(
            folder,
            "a.csv",
            "id,text,label\r\n1,\"Fire, they said:\n\"\"run\"\"\r\nnow\",1\r\n2,calm,0\r\n");

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals(
        List.of(
            new LabelledTweet("1", "", "Fire, they said:\n\"run\"\r\nnow", "disaster"),
            new LabelledTweet("2", "", "calm", "not")),
        dataset.rows());
  }

  @Test
  void readsTabsAsDelimiters() throws IOException {
    Path file = TestFiles.write(folder, "a.TSV", "text\tlabel\n\"a,\tb\"\tnot\n");

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals(List.of(new LabelledTweet("1", "", "a,\tb", "not")), dataset.rows());
  }

  @Test
  void ignoresByteOrderMarkAndEmptyLines() throws IOException {
    Path file = TestFiles.write(folder, "a.csv", "\uFEFFid, text,label\n\n5,storm,1\n\n\n");

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals(List.of(new LabelledTweet("5", "", "storm", "disaster")), dataset.rows());
  }

  @Test
  void leavesMojibakeAsItIs() throws IOException {
    Path file = TestFiles.write(folder, "a.csv", "text,label\nÛÏHannaph,0\n");

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals("ÛÏHannaph", dataset.rows().getFirst().text());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'id,text,label\n1,\"a\nb\",1\n\n2,\"open,0\n3,c,1\n', 'line 5: wrong quoting'",
        "'text,label\na,1\n\"b\" c,0\n', 'line 3: wrong quoting'",
        "'text,label\na,1\nb,c,0\n', 'line 3: expected 2 fields as in the header, found 3'",
        "'id,text,label\n1,\"a\nb\",1\n2,a\n', 'line 4: expected 3 fields'",
        "'text,text,label\na,b,1\n', 'occurs twice'",
        "'text,label\n', 'no rows'",
        "'', 'empty'",
      })
  void namesFileLineAndFaultOfMalformedContent(String content, String fault) {
    Path file = TestFiles.write(folder, "bad.csv", content);

    DatasetException failure =
        assertThrows(
            DatasetException.class,
            () -> DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER));

    assertTrue(failure.getMessage().startsWith(file.toString()), failure.getMessage());
    assertTrue(failure.getMessage().contains(fault), failure.getMessage());
  }

  @Test
  void refusesNulBytes() {
    Path file = TestFiles.write(folder, "bad.csv", "text,label\na,1\nb\0,0\n");

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("line 3: a NUL"), failure.getMessage());
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin1 = "text,label\na,1\ncafé,0\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = TestFiles.write(folder, "bad.csv", latin1);

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("line 3: not UTF-8"), failure.getMessage());
  }

  @Test
  void refusesCharacterCutOffByTheEndOfTheFile() {
    byte[] cut = {'t', 'e', 'x', 't', '\n', (byte) 0xF0, (byte) 0x9F, (byte) 0x8C};
    Path file = TestFiles.write(folder, "bad.csv", cut);

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("line 2: not UTF-8"), failure.getMessage());
  }
}
