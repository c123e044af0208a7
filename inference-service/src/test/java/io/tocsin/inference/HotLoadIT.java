package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HotLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Cluster cluster;
  private Store store;

  @BeforeEach
  void start() throws IOException {
    cluster = Cluster.start(folder.resolve("broker"));
    store = new Store(folder);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void answersByVersion0AndThenByWhatARolloutNames() throws Exception {
    try (Replica replica = Replica.start(cluster, settings())) {
      cluster.tweet("a", "Forest fire near La Ronge");
      Classification untrained = tag("a");

      cluster.publish(store.put("v1"));
      long first = cluster.roll(store.rollout("v1", Optional.empty()));
      replica.awaitServed(first);
      cluster.tweet("b", "Forest fire near La Ronge");
      Classification trained = tag("b");

      assertEquals("0", untrained.adapterVersion());
      assertEquals(Optional.empty(), untrained.rolloutOffset());
      assertEquals(store.baseFingerprint(), untrained.baseFingerprint());
      assertEquals("v1", trained.adapterVersion());
      assertEquals(Optional.of(first), trained.rolloutOffset());
      assertEquals(Role.ACTIVE, trained.role());
      assertEquals(Set.of("not", "disaster"), trained.logits().keySet());
    }
  }

  private Classification tag(String tweetId) {
    return tags(tweetId, 1).getFirst();
  }

  private List<Classification> tags(String tweetId, int expected) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> cluster.tags().stream().filter(tag -> tag.tweetId().equals(tweetId)).toList(),
            tags -> tags.size() == expected);
  }

  private TestSettings settings() {
    return TestSettings.of(store.directory(), "test");
  }
}
