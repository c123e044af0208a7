package io.tocsin.monitor.drift;

import static io.tocsin.monitor.Examples.tag;
import static io.tocsin.monitor.Examples.withKeyword;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriftTopologyTest {
  private static final int TAGS = 100;

  @TempDir private Path folder;
  private TestStreams streams;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
    streams.publish(
        Examples.adapter(
            "v1",
            Map.of(
                "probability",
                new Histogram(List.of(0.0, 0.5, 1.0), List.of(50L, 50L)),
                "tokens",
                new Histogram(List.of(0.0, 16.0, 32.0), List.of(50L, 50L)),
                "characters",
                new Histogram(List.of(0.0, 40.0, 281.0), List.of(50L, 50L)),
                "tokens-per-character",
                new Histogram(List.of(0.0, 0.2, 1.0), List.of(50L, 50L)),
                "unheard-of",
                new Histogram(List.of(0.0, 1.0), List.of(100L))),
            Optional.of(new KeywordCounts(Map.of("flood", 50L, "fire", 50L), 0))));
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void measuresEveryFigureThatWasPublishedAndIsKnown() {
    for (int i = 0; i < TAGS; i++) {
      streams.tag(halfAndHalf(i, "v1"));
    }

    Map<String, Double> drift = streams.sincePublication("v1", Role.ACTIVE).drift();

    assertEquals(
        Set.of("probability", "tokens", "characters", "tokens-per-character", "keyword"),
        drift.keySet());
    assertTrue(drift.get("probability") < 0.01, drift::toString);
    assertTrue(drift.get("keyword") < 0.01, drift::toString);
    assertTrue(drift.get("tokens") > 0.25, "all tweets have 20 tokens: " + drift);
    assertTrue(drift.get("characters") > 0.25, "all tweets have 80 characters: " + drift);
  }

  @Test
  void seesKeywordsThatNoHeldOutRowHad() {
    for (int i = 0; i < TAGS; i++) {
      streams.tag(withKeyword(tag("t" + i, "v1", 0.5), i % 3 == 0 ? "volcano" : "flood"));
    }

    assertTrue(streams.sincePublication("v1", Role.ACTIVE).drift().get("keyword") > 0.25);
  }

  @Test
  void saysNothingOfTheUntrainedHead() {
    for (int i = 0; i < TAGS; i++) {
      streams.tag(halfAndHalf(i, "0"));
    }

    assertEquals(Map.of(), streams.sincePublication("0", Role.ACTIVE).drift());
  }

  @Test
  void goesOnBesideAnAdapterThatCannotBeRead() {
    streams.write(Topics.ADAPTERS, "v2", "{".getBytes(StandardCharsets.UTF_8), Examples.NOON);
    streams.tag(tag("a", "v2", 0.9));

    assertEquals(1, streams.sincePublication("v2", Role.ACTIVE).classifications());
  }

  private static Classification halfAndHalf(int i, String version) {
    Classification tag = tag("t" + i, version, i % 2 == 0 ? 0.9 : 0.1);
    return withKeyword(tag, i % 4 < 2 ? "flood" : "fire");
  }
}
