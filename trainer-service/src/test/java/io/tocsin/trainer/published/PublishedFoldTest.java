package io.tocsin.trainer.published;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.trainer.Samples;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class PublishedFoldTest {
  private static final String BASE = "a".repeat(64);

  private final PublishedFold fold = new PublishedFold(BASE);

  @Test
  void answersWithTheUntrainedHeadAtFirst() {
    assertEquals("0", fold.published().activeVersion());
    assertEquals(Optional.empty(), fold.published().rolloutOffset());
    assertEquals(0, fold.published().labelsReadTo(0));
  }

  @Test
  void knowsTheRolloutInForce() {
    add("rollouts", 0, "x", rollout("v1", Optional.empty()));
    add("rollouts", 4, "x", rollout("v2", Optional.of(0L)));
    add("rollouts", 5, "x", rollout("stale", Optional.of(0L)));

    assertEquals("v2", fold.published().activeVersion());
    assertEquals(Optional.of(4L), fold.published().rolloutOffset());
  }

  @Test
  void knowsHowFarLabelsWereEverRead() {
    add("adapters", 0, "v1", adapter("v1", EndOffsets.of(10, 3)));
    add("adapters", 1, "v2", adapter("v2", EndOffsets.of(7, 5)));

    assertEquals(10, fold.published().labelsReadTo(0));
    assertEquals(5, fold.published().labelsReadTo(1));
    assertEquals(0, fold.published().labelsReadTo(2));
  }

  @Test
  void forgetsAdaptersThatWereTakenBackAndPassesOverTheUnreadable() {
    AdapterPublished v1 = adapter("v1", EndOffsets.of(1));
    add("adapters", 0, "v1", v1);
    add("adapters", 1, "v2", adapter("v2", EndOffsets.of(1)));
    fold.add(new ConsumerRecord<>("adapters", 0, 2, "v2".getBytes(UTF_8), null));
    fold.add(new ConsumerRecord<>("adapters", 0, 3, "v3".getBytes(UTF_8), "{".getBytes(UTF_8)));

    assertEquals(Map.of("v1", v1), fold.published().adapters());
  }

  private void add(String topic, long offset, String key, Object message) {
    fold.add(
        new ConsumerRecord<>(topic, 0, offset, key.getBytes(UTF_8), MessageJson.write(message)));
  }

  private static Rollout rollout(String active, Optional<Long> replaces) {
    return new Rollout(
        BASE, active, Optional.empty(), Optional.empty(), replaces, "tests", "why", Samples.NOW);
  }

  private static AdapterPublished adapter(String version, EndOffsets ends) {
    return new AdapterPublished(
        version,
        URI.create("file:///store/" + version),
        "b".repeat(64),
        BASE,
        version,
        new LabelSnapshot(ends, "c".repeat(64), 1),
        42,
        Samples.hyperparameters(1, EpochChoice.LAST),
        List.of("not", "disaster"),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        new Verdict.KeptBack("no gate row"),
        Samples.NOW);
  }
}
