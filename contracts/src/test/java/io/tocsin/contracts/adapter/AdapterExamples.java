package io.tocsin.contracts.adapter;

import io.tocsin.contracts.quality.Metrics;
import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.RetrainExamples;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adapters to test with. */
public final class AdapterExamples {
  public static final String VERSION = "2026-03-01T10-12-00Z-3f0a4d1b";
  public static final String BASE =
      "9b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddeeff0";

  private static final Comparison BETTER =
      new Comparison(
          UntrainedHead.VERSION,
          new Metrics(130, 0.55, 0.5, 0.52, 0.48, 0.21, 0.71),
          new Metrics(130, 0.83, 0.8, 0.82, 0.78, 0.05, 0.42));

  private AdapterExamples() {}

  public static AdapterPublished published(Verdict verdict) {
    return published(VERSION, Optional.of(BETTER), verdict);
  }

  static AdapterPublished published(String version, Optional<Comparison> metrics, Verdict verdict) {
    return new AdapterPublished(
        version,
        URI.create("file:///var/lib/tocsin/adapters/" + VERSION),
        "3f0a4d1b5c6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708",
        BASE,
        "retrain-2026-03-01-1",
        new LabelSnapshot(
            RetrainExamples.LABELS,
            "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
            231),
        42,
        RetrainExamples.hyperparameters(new ClassWeighting.Balanced()),
        List.of("not", "disaster"),
        metrics,
        Map.of(
            "probability",
            new Histogram(List.of(0.0, 0.25, 0.5, 0.75, 1.0), List.of(40L, 25L, 20L, 45L)),
            "tokens",
            new Histogram(List.of(0.0, 16.0, 32.0, 128.0), List.of(30L, 70L, 30L))),
        Optional.of(new KeywordCounts(Map.of("flood", 40L, "forest fire", 60L), 30)),
        verdict,
        Instant.parse("2026-03-01T10:12:00Z"));
  }
}
