package io.tocsin.cli.pipeline;

import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.text.TweetText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which texts to measure with. */
public final class TextOptions {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      defaultValue = "${sys:tocsin.home:-.}/samples/tweets.csv",
      description = "Texts, used in turn.")
  private Path data;

  public List<TweetText> read() throws IOException {
    return DatasetReader.readUnlabelled(data, Columns.DEFAULT).stream()
        .map(row -> new TweetText(row.text(), row.keyword()))
        .toList();
  }
}
