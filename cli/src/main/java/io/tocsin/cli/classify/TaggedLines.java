package io.tocsin.cli.classify;

import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Json;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a line for each text: its category, the probability, the text. */
final class TaggedLines {
  /** Enough to keep every core busy, few enough that a reader sees output soon. */
  private static final int MAX_BATCH = 1024;

  private final Classifier classifier;
  private final ServedAdapter adapter;
  private final Console console;
  private final int categoryWidth;

  TaggedLines(Classifier classifier, ServedAdapter adapter, Console console) {
    this.classifier = classifier;
    this.adapter = adapter;
    this.console = console;
    this.categoryWidth =
        adapter.categories().names().stream().mapToInt(String::length).max().orElseThrow();
  }

  private record Tagged(
      String text,
      String category,
      double probability,
      List<Double> probabilities,
      List<Double> logits,
      int tokens) {}

  /** Classifies lines to the end, in batches of those that have come. */
  void stream(BufferedReader lines) throws IOException {
    List<String> batch = new ArrayList<>();
    String line = lines.readLine();
    while (line != null) {
      batch.add(line);
      if (batch.size() == MAX_BATCH || !lines.ready()) {
        write(batch);
        batch.clear();
      }
      line = lines.readLine();
    }
    write(batch);
  }

  /** Classifies texts as one batch. */
  void write(List<String> texts) {
    List<Classification> found = classifier.classify(adapter, texts);
    for (int i = 0; i < texts.size(); i++) {
      console.out().println(line(texts.get(i), found.get(i)));
    }
    console.out().flush();
  }

  private String line(String text, Classification found) {
    if (console.json()) {
      return Json.line(
          new Tagged(
              text,
              found.category(),
              found.probability(),
              found.probabilities(),
              found.logits(),
              found.tokens()));
    }
    return String.format(
        Locale.ROOT,
        "%-" + categoryWidth + "s  %.2f  %s",
        found.category(),
        found.probability(),
        text.replaceAll("\\R", " "));
  }
}
