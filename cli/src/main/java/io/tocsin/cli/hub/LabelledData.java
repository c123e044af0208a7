package io.tocsin.cli.hub;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labelled tweets of a file, or of a data set on the hub. */
public final class LabelledData {
  private final HubClient hub;

  public LabelledData(HubClient hub) {
    this.hub = hub;
  }

  /**
   * Reads them.
   *
   * @param source a file, or {@code hf:OWNER/NAME}
   * @throws IllegalArgumentException if it begins with {@code hf:} and names no data set
   * @throws IOException if it cannot be had or read
   */
  public Dataset read(String source, Columns columns, Categories categories) throws IOException {
    Optional<HubDataset> dataset = HubDataset.parse(source);
    List<Path> files = dataset.isPresent() ? hub.files(dataset.get()) : List.of(Path.of(source));
    List<LabelledTweet> rows = new ArrayList<>();
    for (Path file : files) {
      rows.addAll(DatasetReader.read(file, columns, categories).rows());
    }
    return new Dataset(rows, categories);
  }
}
