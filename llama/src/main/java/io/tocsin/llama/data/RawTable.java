package io.tocsin.llama.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a file holds, before any column has a meaning.
 *
 * @param columns names of the columns of plain values, distinct, in file order
 * @param rows in file order
 */
record RawTable(List<String> columns, List<Row> rows) {
  RawTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException(
            "column '%s' occurs twice in %s: rename one".formatted(column, columns));
      }
    }
  }

  /** Reads a file in the format that its extension names. */
  static RawTable read(Path file) throws IOException {
    String path = file.toString();
    return switch (path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "csv" -> DelimitedFile.read(file, ',');
      case "tsv" -> DelimitedFile.read(file, '\t');
      case "jsonl", "ndjson" -> JsonLinesFile.read(file);
      case "parquet" -> ParquetFile.read(file);
      default ->
          throw new DatasetException(
              file, "unknown extension: expected csv, tsv, jsonl, ndjson or parquet");
    };
  }

  /**
   * One row.
   *
   * @param place where it stands, such as {@code line 12}
   * @param values by column; a missing value is absent
   */
  record Row(String place, Map<String, String> values) {
    Row {
      values = Map.copyOf(values);
    }
  }
}
