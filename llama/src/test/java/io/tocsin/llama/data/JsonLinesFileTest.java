package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.ndjson"})
  void readsNumbersAndNamesAsIdsAndLabels(String name) throws IOException {
    Path file =
        TestFiles.write(
            folder,
            name,
            """
            {"id": 12345678901234567890, "text": "a\\nb 🌞", "label": 1, "tags": ["x"]}

            {"id": "b", "keyword": null, "text": "c", "label": "not", "user": {"id": 3}}
            """);

    Dataset dataset = DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);

    assertEquals(
        List.of(
            new LabelledTweet("12345678901234567890", "", "a\nb 🌞", "disaster"),
            new LabelledTweet("b", "", "c", "not")),
        dataset.rows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"text\": \"b\", \"label\": | not JSON",
        "{\"text\": \"b\", \"label\": 1} {} | not JSON",
        "{\"text\": \"b\", \"text\": \"c\", \"label\": 1} | not JSON",
        "[\"b\", 1] | expected a JSON object, found ARRAY",
        "null | expected a JSON object, found NULL",
        "{\"text\": {\"de\": \"b\"}, \"label\": 1} | the text is blank",
        "{\"text\": \"b\"} | unknown label ''",
        "{\"text\": \"b\", \"label\": 1.0} | unknown label '1.0'",
        "{\"text\": \"b \\ud83d c\", \"label\": 1} | half a surrogate pair (U+D83D) at character 3",
        "{\"text\": \"b\\u0000\", \"label\": 1} | a NUL at character 2",
        "{\"text\": \"&#x110000;\", \"label\": 1} | Not a valid Unicode code point",
      })
  void namesFileLineAndFaultOfMalformedLines(String line, String fault) {
    Path file = TestFiles.write(folder, "bad.jsonl", "{\"text\": \"a\", \"label\": 0}\n\n" + line);

    DatasetException failure =
        assertThrows(
            DatasetException.class,
            () -> DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER));

    assertTrue(failure.getMessage().startsWith(file + ": line 3: "), failure.getMessage());
    assertTrue(failure.getMessage().contains(fault), failure.getMessage());
  }

  @Test
  void refusesBottomlessNesting() {
    Path file = TestFiles.write(folder, "bad.jsonl", "{\"text\": " + "[".repeat(100_000));

    DatasetException failure =
        assertThrows(
            DatasetException.class, () -> DatasetReader.readUnlabelled(file, Columns.DEFAULT));

    assertTrue(failure.getMessage().contains("line 1: not JSON"), failure.getMessage());
  }
}
