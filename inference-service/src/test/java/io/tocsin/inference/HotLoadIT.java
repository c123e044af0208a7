package io.tocsin.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.rollout.Canary;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.inference.rollout.RolloutState;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One replica that serves throughout; each test goes on from the rollout in force. */
final class HotLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static Cluster cluster;
  private static Store store;
  private static Replica replica;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    cluster = Cluster.start(folder.resolve("broker"));
    store = new Store(folder);
    replica = Replica.start(cluster, TestSettings.of(store.directory(), "hot-load"));
  }

  @AfterAll
  static void stop() {
    replica.close();
    cluster.close();
  }

  @Test
  void answersByTheUntrainedHeadWhenARolloutNamesIt() {
    long rollout = roll("0");
    replica.awaitServed(rollout);

    Classification tag = tags(1).getFirst();

    assertEquals("0", tag.adapterVersion());
    assertEquals(Optional.of(rollout), tag.rolloutOffset());
  }

  @Test
  void answersByTheAdapterThatARolloutNames() throws IOException {
    cluster.publish(store.put("v1"));
    long rollout = roll("v1");
    replica.awaitServed(rollout);

    Classification tag = tags(1).getFirst();

    assertEquals("v1", tag.adapterVersion());
    assertEquals(Optional.of(rollout), tag.rolloutOffset());
    assertEquals(Role.ACTIVE, tag.role());
    assertEquals(store.baseFingerprint(), tag.baseFingerprint());
    assertEquals(Set.of("not", "disaster"), tag.logits().keySet());
  }

  @Test
  void hasAShadowClassifyBesideTheAnswer() throws IOException {
    cluster.publish(store.put("beside"));
    replica.awaitServed(roll("0", Optional.empty(), Optional.of("beside")));

    List<Classification> tags = tags(2);

    assertEquals(
        Map.of(Role.ACTIVE, "0", Role.SHADOW, "beside"),
        Map.of(
            tags.get(0).role(), tags.get(0).adapterVersion(),
            tags.get(1).role(), tags.get(1).adapterVersion()));
  }

  @Test
  void hasACanaryAnswerInPlaceOfTheActive() throws IOException {
    cluster.publish(store.put("candidate"));
    Canary almostAll = new Canary("candidate", Math.nextDown(1.0));
    replica.awaitServed(roll("0", Optional.of(almostAll), Optional.empty()));

    Classification tag = tags(1).getFirst();

    assertEquals(Role.CANARY, tag.role());
    assertEquals("candidate", tag.adapterVersion());
  }

  @Test
  void waitsForAnAdapterThatIsPublishedAfterItsRollout() throws IOException {
    AdapterPublished late = store.put("late");
    long rollout = roll("late");
    await().atMost(PATIENCE).until(() -> state().pending().equals(List.of("late")));

    cluster.publish(late);

    replica.awaitServed(rollout);
  }

  @Test
  void ignoresARolloutThatWasDecidedInIgnorance() throws IOException {
    long served = roll("0");
    cluster.publish(store.put("ignorant"));
    double before = replica.count("tocsin.inference.rollouts.stale");

    cluster.roll(store.rollout("ignorant", Optional.of(served + 1000)));

    await().atMost(PATIENCE).until(() -> replica.count("tocsin.inference.rollouts.stale") > before);
    replica.awaitServed(served);
  }

  @Test
  void tellsOfARecordThatIsNoRollout() {
    long offset = cluster.raw(Topics.ROLLOUTS, "{\"active\":");

    await().atMost(PATIENCE).until(() -> state().unreadable().containsKey("rollouts-0-" + offset));
  }

  @Test
  void refusesAnAlteredFile() throws IOException {
    AdapterPublished altered = store.put("altered");
    Files.writeString(store.stored("altered", "tocsin.json"), " ", StandardOpenOption.APPEND);

    assertRefused(altered, "expected digest " + altered.sha256());
  }

  @Test
  void refusesAFolderThatIsNotThere() throws IOException {
    AdapterPublished missing = store.put("missing");
    Files.move(store.directory().resolve("missing"), store.directory().resolve("elsewhere"));

    assertRefused(missing, "expected an adapter's folder, found none");
  }

  @Test
  void refusesAnAdapterOfAnotherBase() throws IOException {
    BaseFingerprint other = new BaseFingerprint("1".repeat(64));
    AdapterPublished foreign = store.put("foreign", store.adapter("foreign", Optional.of(other)));

    assertRefused(foreign, other.hex());
  }

  @Test
  void refusesOtherShapesThanItsConfigurationTells() throws IOException {
    Path made = store.make("misshapen");
    Path config = made.resolve("adapter_config.json");
    Files.writeString(config, Files.readString(config).replace("\"r\" : 2", "\"r\" : 3"));

    assertRefused(store.store("misshapen"), "lora_A.weight");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() throws IOException {
    Path weights = store.make("nan").resolve("adapter_model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
    Files.write(weights, bytes);

    assertRefused(store.store("nan"), "expected finite weights, found NaN");
  }

  private static void assertRefused(AdapterPublished adapter, String reason) {
    replica.awaitServed(roll("0"));
    Map<String, String> served = lineup().versions();
    double before = replica.count("tocsin.inference.adapters.refused");
    cluster.publish(adapter);

    roll(adapter.version());

    await().atMost(PATIENCE).until(() -> state().refused().containsKey(adapter.version()));
    String told = state().refused().get(adapter.version());
    assertTrue(told.contains(reason), told);
    assertEquals(before + 1, replica.count("tocsin.inference.adapters.refused"));
    assertEquals(served, lineup().versions());
    assertEquals("0", tags(1).getFirst().adapterVersion());
  }

  private static RolloutState state() {
    return replica.rollouts();
  }

  private static Lineup lineup() {
    return state().lineup().orElseThrow();
  }

  private static long roll(String active) {
    return roll(active, Optional.empty(), Optional.empty());
  }

  private static long roll(String active, Optional<Canary> canary, Optional<String> shadow) {
    Optional<Long> inForce = state().inForce().map(RolloutInForce::offset);
    long offset = cluster.roll(store.rollout(active, canary, shadow, inForce));
    await()
        .atMost(PATIENCE)
        .until(() -> state().inForce().map(RolloutInForce::offset).equals(Optional.of(offset)));
    return offset;
  }

  /** Writes a tweet and returns its tags, the answer first. */
  private static List<Classification> tags(int expected) {
    String id = UUID.randomUUID().toString();
    cluster.tweet(id, "Forest fire near La Ronge");
    return await()
        .atMost(PATIENCE)
        .until(
            () -> cluster.tags().stream().filter(tag -> tag.tweetId().equals(id)).toList(),
            tags -> tags.size() == expected);
  }
}
