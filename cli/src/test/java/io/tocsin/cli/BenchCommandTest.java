package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
}
