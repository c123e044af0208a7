package io.tocsin.llama.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object a line. The columns are the keys of all lines together; a value that is null, an
 * object or an array counts as missing. Blank lines are skipped.
 */
final class JsonLinesFile {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private JsonLinesFile() {}

  static RawTable read(Path file) throws IOException {
    List<String> lines = Utf8Text.read(file).lines().toList();
    Set<String> columns = new LinkedHashSet<>();
    List<RawTable.Row> rows = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      if (!lines.get(index).isBlank()) {
        RawTable.Row row = row(file, "line " + (index + 1), lines.get(index));
        rows.add(row);
        columns.addAll(row.values().keySet());
      }
    }
    return new RawTable(List.copyOf(columns), rows);
  }

  private static RawTable.Row row(Path file, String place, String line) throws DatasetException {
    JsonNode node = parse(file, place, line);
    if (!node.isObject()) {
      throw DatasetException.at(
          file,
          place,
          "expected a JSON object, found " + node.getNodeType() + ": one object a line");
    }
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isValueNode() && !field.getValue().isNull()) {
        values.put(field.getKey(), field.getValue().asText());
      }
    }
    return new RawTable.Row(place, values);
  }

  private static JsonNode parse(Path file, String place, String line) throws DatasetException {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw DatasetException.at(
          file,
          place,
          "not JSON (%s): put one JSON object on each line".formatted(e.getOriginalMessage()),
          e);
    }
  }
}
