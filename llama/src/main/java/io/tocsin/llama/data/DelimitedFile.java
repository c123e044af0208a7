package io.tocsin.llama.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Comma- or tab-separated values with a header line, quoted as RFC 4180 says: a quoted field may
 * hold the delimiter, line breaks and doubled quotes. Empty lines are skipped.
 */
final class DelimitedFile {
  private static final String QUOTING =
      "a field that holds a quote, the delimiter or a line break stands in quotes, with quotes"
          + " inside doubled";

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  private DelimitedFile(Path file, CSVParser parser) {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
  }

  static RawTable read(Path file, char delimiter) throws IOException {
    // Empty lines are skipped here, not by the parser, whose line numbers they would shift.
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(false).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(Utf8Text.read(file)), format)) {
      return new DelimitedFile(file, parser).table();
    }
  }

  private RawTable table() throws DatasetException {
    List<String> columns = header();
    List<RawTable.Row> rows = new ArrayList<>();
    String place = nextPlace();
    while (hasNext(place)) {
      CSVRecord values = records.next();
      if (!isEmptyLine(values)) {
        rows.add(row(place, columns, values));
      }
      place = nextPlace();
    }
    try {
      return new RawTable(columns, rows);
    } catch (IllegalArgumentException e) {
      throw new DatasetException(file, e.getMessage(), e);
    }
  }

  private List<String> header() throws DatasetException {
    if (!hasNext(nextPlace())) {
      throw new DatasetException(file, "empty: expected a line with the names of the columns");
    }
    return records.next().stream().map(String::strip).toList();
  }

  private RawTable.Row row(String place, List<String> columns, CSVRecord record)
      throws DatasetException {
    if (record.size() != columns.size()) {
      throw DatasetException.at(
          file,
          place,
          "expected %d fields as in the header, found %d: %s"
              .formatted(columns.size(), record.size(), QUOTING));
    }
    Map<String, String> values = new HashMap<>();
    for (int column = 0; column < columns.size(); column++) {
      values.put(columns.get(column), record.get(column));
    }
    return new RawTable.Row(place, values);
  }

  private boolean hasNext(String place) throws DatasetException {
    try {
      return records.hasNext();
    } catch (UncheckedIOException e) {
      throw DatasetException.at(
          file, place, "wrong quoting (%s): %s".formatted(e.getMessage(), QUOTING), e);
    }
  }

  private String nextPlace() {
    return "line " + (parser.getCurrentLineNumber() + 1);
  }

  private static boolean isEmptyLine(CSVRecord record) {
    return record.size() == 1 && record.get(0).isBlank();
  }
}
