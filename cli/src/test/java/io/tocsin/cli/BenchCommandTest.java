package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
  @ParameterizedTest
  @CsvSource({"train, --shape=tiny", "classify, --shape=../models/tiny-llama3"})
  void measures(String mode, String shape) throws IOException {
    Ran ran =
        Ran.tocsin(
            "model",
            "bench",
            shape,
            "--mode",
            mode,
            "--batch",
            "8",
            "--tokens",
            "16",
            "--steps",
            "3",
            "--warmup-steps",
            "1",
            "--json");

    assertEquals(0, ran.exitCode(), ran::toString);
    JsonNode report = ran.json();
    double median = report.at("/stepSeconds/median").doubleValue();
    assertEquals(8 / median, report.get("sequencesPerSecond").doubleValue(), 1e-6);
    assertEquals(128 / median, report.get("tokensPerSecond").doubleValue(), 1e-6);
    assertTrue(report.get("usefulTflops").doubleValue() > 0);
    assertTrue(report.get("peakMemoryBytes").longValue() > 1 << 20);
  }

  @ParameterizedTest
  @CsvSource({"train", "classify"})
  void measuresRowsOfTheLengthsOfAFile(String mode, @TempDir Path folder) throws IOException {
    Path lengths = Files.writeString(folder.resolve("lengths"), "5\n3\n9\n3\n");

    Ran ran = bench(mode, lengths);

    assertEquals(0, ran.exitCode(), ran::toString);
    JsonNode report = ran.json();
    double median = report.at("/stepSeconds/median").doubleValue();
    assertEquals(4 / median, report.get("sequencesPerSecond").doubleValue(), 1e-6);
    assertEquals(20 / median, report.get("tokensPerSecond").doubleValue(), 1e-6);
    assertEquals("4 rows, on average 5.0 tokens", report.get("rows").textValue());
  }

  @Test
  void refusesALengthThatIsNone(@TempDir Path folder) throws IOException {
    Path lengths = Files.writeString(folder.resolve("lengths"), "5\n0\n");

    Ran ran = bench("train", lengths);

    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err().contains("line 2: expected a number of tokens from 1 to 512, found 0"),
        ran::toString);
  }

  private static Ran bench(String mode, Path lengths) {
    return Ran.tocsin(
        "model",
        "bench",
        "--mode",
        mode,
        "--batch",
        "2",
        "--lengths",
        lengths.toString(),
        "--steps",
        "2",
        "--warmup-steps",
        "0",
        "--json");
  }
}
