package io.tocsin.inference;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Messages to test with. */
public final class Examples {
  public static final String BASE = "b".repeat(64);
  public static final List<String> CATEGORIES = List.of("not", "disaster");

  private Examples() {}

  public static AdapterPublished published(String version, String sha256) {
    return published(version, URI.create("file:///adapters/" + version), sha256, BASE);
  }

  static AdapterPublished published(String version, URI uri, String sha256, String base) {
    return new AdapterPublished(
        version,
        uri,
        sha256,
        base,
        version,
        new LabelSnapshot(new EndOffsets(new TreeMap<>(Map.of(0, 1L))), "0".repeat(64), 1),
        1,
        Recipe.DEFAULT.hyperparameters(),
        CATEGORIES,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Verdict.KeptBack("made for a test"),
        Instant.EPOCH);
  }

  public static Rollout rollout(String active, Optional<Long> replaces) {
    return rollout(active, Optional.empty(), Optional.empty(), replaces);
  }

  public static Rollout rollout(
      String active, Optional<Canary> canary, Optional<String> shadow, Optional<Long> replaces) {
    return rollout(BASE, active, canary, shadow, replaces);
  }

  static Rollout rollout(
      String base,
      String active,
      Optional<Canary> canary,
      Optional<String> shadow,
      Optional<Long> replaces) {
    return new Rollout(base, active, canary, shadow, replaces, "test", "to see it", Instant.EPOCH);
  }

  /** Returns a record of topic {@code tweets} in partition 0, its key the offset. */
  public static ConsumerRecord<byte[], byte[]> record(long offset, String value) {
    byte[] bytes = value == null ? null : utf8(value);
    return new ConsumerRecord<>(Topics.TWEETS.name(), 0, offset, utf8("id-" + offset), bytes);
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
