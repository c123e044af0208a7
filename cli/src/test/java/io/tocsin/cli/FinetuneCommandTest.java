package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small run, and what can be done with its folder. */
class FinetuneCommandTest {
  @TempDir private static Path work;
  private static Path adapter;
  private static Path data;
  private static Ran finetune;

  @BeforeAll
  static void finetune() throws IOException {
    data = work.resolve("some.csv");
    Files.write(data, SampleRows.some(300));
    adapter = work.resolve("adapter");
    finetune =
        Ran.tocsin(
            "model",
            "finetune",
            "--data",
            data.toString(),
            "--out",
            adapter.toString(),
            "--val-fraction",
            "0.3",
            "--epochs",
            "2",
            "--batch",
            "16",
            "--json");
  }

  @Test
  void writesAWholeFolder() throws IOException {
    try (Stream<Path> files = Files.list(adapter)) {
      Set<String> names = files.map(f -> f.getFileName().toString()).collect(Collectors.toSet());

      assertEquals(0, finetune.exitCode(), finetune::toString);
      assertEquals(
          Set.of(
              "adapter_config.json",
              "adapter_model.safetensors",
              "tocsin.json",
              "training.json",
              "loss.svg"),
          names);
    }
    assertFalse(Files.exists(work.resolve("adapter.unfinished")));
  }

  @Test
  void learns() throws IOException {
    JsonNode report = finetune.json();

    double before = report.at("/before/loss").doubleValue();
    double after = report.at("/after/loss").doubleValue();
    assertTrue(after < before, () -> before + " → " + after);
  }

  @Test
  void writesEveryStepDown() throws IOException {
    JsonNode training =
        JsonMapper.builder().build().readTree(adapter.resolve("training.json").toFile());

    JsonNode steps = training.get("steps");
    assertEquals(steps.get(0).get("steps").intValue(), steps.size());
    assertTrue(steps.get(3).get("gradientNorm").doubleValue() > 0);
    assertEquals(2, training.get("epochs").size());
    assertEquals(finetune.json().get("after"), training.get("after"));
    assertEquals(64, training.at("/origin/fingerprint").textValue().length());
  }

  @Test
  void refusesAFolderThatIsThere() {
    Ran again =
        Ran.tocsin("model", "finetune", "--data", data.toString(), "--out", adapter.toString());

    assertEquals(1, again.exitCode());
    assertTrue(again.err().contains("name another, or remove it"), again::err);
  }

  @Test
  void evaluatesAsItReported() throws IOException {
    Path ids = work.resolve("ids.txt");
    Files.writeString(ids, "3\n4\n");

    Ran some =
        Ran.tocsin(
            "model",
            "evaluate",
            "--adapter",
            adapter.toString(),
            "--data",
            data.toString(),
            "--ids",
            ids.toString(),
            "--json");

    assertEquals(0, some.exitCode(), some::toString);
    assertEquals(2, some.json().get("n").intValue());
    assertTrue(some.json().get("tweetsPerSecond").doubleValue() > 0);
    assertEquals(2, some.json().get("confusion").size());
  }

  @Test
  void classifiesArguments() {
    Ran ran =
        Ran.tocsin(
            "model", "classify", "--adapter", adapter.toString(), "Flood in town", "nice cake");

    assertEquals(0, ran.exitCode(), ran::toString);
    List<String> lines = ran.out().lines().toList();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).matches("(disaster|not     )  [01]\\.\\d\\d  Flood in town"), ran::out);
  }

  @Test
  void classifiesLinesOfStandardInputInTheirOrder() throws IOException {
    String input = "a long line about a landslide that took the road away\n\nshort ☕\n";
    InputStream before = System.in;
    Ran ran;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      ran = Ran.tocsin("model", "classify", "--adapter", adapter.toString(), "--json");
    } finally {
      System.setIn(before);
    }

    assertEquals(0, ran.exitCode(), ran::toString);
    List<String> texts =
        ran.out().lines().map(line -> new Ran(0, line, "")).map(FinetuneCommandTest::text).toList();
    assertEquals(input.lines().toList(), texts);
  }

  private static String text(Ran line) {
    try {
      return line.json().get("text").textValue();
    } catch (IOException e) {
      throw new AssertionError(line.out(), e);
    }
  }
}
