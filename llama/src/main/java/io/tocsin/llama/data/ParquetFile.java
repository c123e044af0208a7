package io.tocsin.llama.data;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;
import dev.hardwood.schema.SchemaNode.PrimitiveNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Parquet file. Its columns are the plain ones of the top level; lists, maps and structures are
 * left out, and a null counts as missing.
 */
final class ParquetFile {
  private ParquetFile() {}

  // The reader reports damage by whichever unchecked exception it runs into.
  static RawTable read(Path file) throws IOException {
    try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file))) {
      return table(file, parquet);
    } catch (DatasetException | NoSuchFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(
          file, "not a readable Parquet file (%s): write it again".formatted(e.getMessage()), e);
    }
  }

  private static RawTable table(Path file, ParquetFileReader parquet) throws DatasetException {
    List<PrimitiveNode> columns = plainColumns(parquet);
    List<String> names = columns.stream().map(PrimitiveNode::name).toList();
    ColumnProjection projection = ColumnProjection.columns(names.toArray(String[]::new));
    List<RawTable.Row> rows = new ArrayList<>();
    try (RowReader reader = parquet.buildRowReader().projection(projection).build()) {
      while (reader.hasNext()) {
        reader.next();
        rows.add(row(file, "row " + (rows.size() + 1), columns, reader));
      }
    }
    return new RawTable(names, rows);
  }

  private static List<PrimitiveNode> plainColumns(ParquetFileReader parquet) {
    return parquet.getFileSchema().getRootNode().children().stream()
        .filter(PrimitiveNode.class::isInstance)
        .map(PrimitiveNode.class::cast)
        .filter(column -> column.repetitionType() != RepetitionType.REPEATED)
        .toList();
  }

  private static RawTable.Row row(
      Path file, String place, List<PrimitiveNode> columns, RowReader reader)
      throws DatasetException {
    Map<String, String> values = new HashMap<>();
    for (PrimitiveNode column : columns) {
      if (!reader.isNull(column.name())) {
        values.put(column.name(), value(file, place, column, reader));
      }
    }
    return new RawTable.Row(place, values);
  }

  private static String value(Path file, String place, PrimitiveNode column, RowReader reader)
      throws DatasetException {
    if (column.type() != PhysicalType.BYTE_ARRAY) {
      return String.valueOf(reader.getValue(column.name()));
    }
    try {
      return Utf8Text.decode(reader.getBinary(column.name()));
    } catch (CharacterCodingException e) {
      throw DatasetException.at(
          file, place, "column '%s' is not UTF-8: write it as UTF-8".formatted(column.name()), e);
    }
  }
}
