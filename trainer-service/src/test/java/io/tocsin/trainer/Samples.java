package io.tocsin.trainer;

import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.retrain.AdamW;
import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.Lora;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Labels and requests to test with. */
public final class Samples {
  public static final Path BASE = Path.of("../models/tiny-llama3");

  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final Path TWEETS = Path.of("../samples/tweets.csv");

  private Samples() {}

  /** Returns the first labels of the bundled sample. */
  public static List<Label> labels(int count) throws IOException {
    return DatasetReader.read(TWEETS, Columns.DEFAULT, Categories.DISASTER).rows().stream()
        .limit(count)
        .map(Samples::label)
        .toList();
  }

  public static Label label(String id, String text, String category) {
    return new Label(id, text, Optional.empty(), category, "tests", LabelReason.IMPORT, NOW);
  }

  private static Label label(LabelledTweet row) {
    return label(row.id(), row.text(), row.category());
  }

  /** Returns a request for a quick training. */
  public static RetrainRequested request(String id, EndOffsets ends, int epochs) {
    return request(id, ends, hyperparameters(epochs, EpochChoice.LAST));
  }

  public static RetrainRequested request(
      String id, EndOffsets ends, Hyperparameters hyperparameters) {
    return new RetrainRequested(
        id, new RetrainReason.Operator("tests", "to see it work"), hyperparameters, 42, ends, NOW);
  }

  public static Hyperparameters hyperparameters(int epochs, EpochChoice choice) {
    return new Hyperparameters(
        new Lora(4, 8, 0.05, false, List.of("q_proj", "v_proj")),
        new AdamW(0.9, 0.999, 1e-8, 0.01, 1),
        epochs,
        1e-3,
        0.1,
        8,
        1,
        0,
        0,
        new ClassWeighting.Balanced(),
        "words-1",
        48,
        false,
        choice);
  }
}
