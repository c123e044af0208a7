package io.tocsin.llama.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** A file of ids to hold out: a JSON array of strings or whole numbers, or one id a line. */
public final class HeldOutIds {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private HeldOutIds() {}

  /**
   * Reads the split that holds these ids out. Blank lines are skipped; an id given twice counts
   * once.
   *
   * @throws DatasetException if the file holds no id, or a JSON array of something else
   * @throws IOException if the file cannot be read
   */
  public static Split.ByIds read(Path file) throws IOException {
    String text = Utf8Text.read(file).strip();
    Set<String> ids = text.startsWith("[") ? fromJson(file, text) : fromLines(text);
    if (ids.isEmpty()) {
      throw new DatasetException(file, "no ids: expected a JSON array of ids, or one id a line");
    }
    return new Split.ByIds(ids);
  }

  private static Set<String> fromLines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toSet());
  }

  private static Set<String> fromJson(Path file, String text) throws DatasetException {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode id : array(file, text)) {
      if (!id.isTextual() && !id.isIntegralNumber()) {
        throw new DatasetException(
            file, "expected ids as strings or whole numbers, found %s: rewrite it".formatted(id));
      }
      ids.add(id.asText());
    }
    return ids;
  }

  private static JsonNode array(Path file, String text) throws DatasetException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new DatasetException(
          file,
          "not a JSON array of ids (%s): mend it, or put one id on each line"
              .formatted(e.getOriginalMessage()),
          e);
    }
  }
}
