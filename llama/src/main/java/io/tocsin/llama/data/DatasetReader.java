package io.tocsin.llama.data;

import io.tocsin.llama.text.HtmlEntities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads tweets from CSV, TSV, JSON Lines ({@code jsonl}, {@code ndjson}) and Parquet, by the file's
 * extension. Text files are UTF-8, with or without a byte order mark. HTML 4 entities in texts are
 * resolved, once; damage done to characters before the file was written is left as it is.
 */
public final class DatasetReader {
  private final Path file;
  private final RawTable table;

  private DatasetReader(Path file) throws IOException {
    this.file = file;
    this.table = RawTable.read(file);
    if (table.rows().isEmpty()) {
      throw new DatasetException(file, "no rows: expected at least one");
    }
  }

  /**
   * Reads labelled tweets. A label may be a category's name or index.
   *
   * @throws DatasetException if a column is missing, a row is malformed, blank or of unknown label,
   *     or an id occurs twice: names the file, the place and what to do
   * @throws IOException if the file cannot be read
   */
  public static Dataset read(Path file, Columns columns, Categories categories) throws IOException {
    return new DatasetReader(file).labelled(columns, categories);
  }

  /**
   * Reads tweets without labels; a label column may be there.
   *
   * @throws DatasetException as {@link #read} does
   * @throws IOException if the file cannot be read
   */
  public static List<UnlabelledTweet> readUnlabelled(Path file, Columns columns)
      throws IOException {
    return new DatasetReader(file).unlabelled(columns);
  }

  private Dataset labelled(Columns columns, Categories categories) throws DatasetException {
    String label = checked("columns", () -> columns.labelIn(table.columns()));
    List<UnlabelledTweet> tweets = unlabelled(columns);
    List<LabelledTweet> rows = new ArrayList<>();
    for (int index = 0; index < tweets.size(); index++) {
      RawTable.Row row = table.rows().get(index);
      UnlabelledTweet tweet = tweets.get(index);
      int category = checked(row.place(), () -> categories.indexOf(value(row, label)));
      String name = categories.names().get(category);
      rows.add(new LabelledTweet(tweet.id(), tweet.keyword(), tweet.text(), name));
    }
    return new Dataset(rows, categories);
  }

  private List<UnlabelledTweet> unlabelled(Columns columns) throws DatasetException {
    Optional<String> id = checked("columns", () -> columns.idIn(table.columns()));
    Optional<String> keyword = checked("columns", () -> columns.keywordIn(table.columns()));
    String text = checked("columns", () -> columns.textIn(table.columns()));
    List<UnlabelledTweet> tweets = new ArrayList<>();
    Map<String, String> placesById = new HashMap<>();
    for (RawTable.Row row : table.rows()) {
      String number = Integer.toString(tweets.size() + 1);
      String foundId = id.map(column -> value(row, column)).orElse("");
      UnlabelledTweet tweet =
          checked(
              row.place(),
              () ->
                  new UnlabelledTweet(
                      foundId.isBlank() ? number : foundId,
                      keyword.map(column -> value(row, column)).orElse(""),
                      HtmlEntities.resolve(value(row, text))));
      requireNew(tweet.id(), row.place(), placesById);
      tweets.add(tweet);
    }
    return tweets;
  }

  private void requireNew(String id, String place, Map<String, String> placesById)
      throws DatasetException {
    String earlier = placesById.putIfAbsent(id, place);
    if (earlier != null) {
      throw DatasetException.at(
          file, place, "id '%s' occurs already in %s: drop one".formatted(id, earlier));
    }
  }

  private static String value(RawTable.Row row, String column) {
    return row.values().getOrDefault(column, "");
  }

  private <T> T checked(String place, Supplier<T> made) throws DatasetException {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw DatasetException.at(file, place, e.getMessage(), e);
    }
  }
}
