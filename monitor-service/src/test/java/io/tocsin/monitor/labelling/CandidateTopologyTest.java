package io.tocsin.monitor.labelling;

import static io.tocsin.monitor.Examples.NOON;
import static io.tocsin.monitor.Examples.label;
import static io.tocsin.monitor.Examples.tag;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.monitor.Examples;
import io.tocsin.monitor.TestStreams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CandidateTopologyTest {
  /** Not set apart for audits. */
  private static final List<String> OTHERS =
      ids().filter(id -> AuditDraw.lot(id) >= Examples.LABELLING.auditRate()).limit(20).toList();

  private static final List<String> AUDITS =
      ids().filter(id -> AuditDraw.lot(id) < Examples.LABELLING.auditRate()).limit(10).toList();

  @TempDir private Path folder;
  private TestStreams streams;

  @BeforeEach
  void start() {
    streams = new TestStreams(folder);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void keepsTheLeastCertain() {
    for (int i = 0; i < OTHERS.size(); i++) {
      streams.tag(tag(OTHERS.get(i), "v1", 0.95 - i * 0.02));
    }

    assertEquals(OTHERS.reversed().subList(0, 5), waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void putsTheDisputedBeforeTheUncertainAndTheMostDisputedFirst() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.51));
    answered(OTHERS.get(1), 0.9, 0.4);
    answered(OTHERS.get(2), 0.9, 0.1);
    answered(OTHERS.get(3), 0.9, 0.6);

    assertEquals(
        List.of(OTHERS.get(2), OTHERS.get(1), OTHERS.get(0), OTHERS.get(3)),
        waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void seesADisputeWhicheverComesFirst() {
    streams.tag(tag(OTHERS.get(0), "v2", Role.SHADOW, 0.1, NOON));
    assertEquals(List.of(), waiting(LabelReason.ACTIVE_LEARNING));

    streams.tag(tag(OTHERS.get(0), "v1", 0.9));

    assertEquals(-0.8, candidates().getFirst().rank(), 1e-9);
  }

  @Test
  void setsAuditsApartByTheirIdsAloneWhateverTheModelSays() {
    for (String id : AUDITS) {
      streams.tag(tag(id, "v1", 0.99));
    }

    List<String> byLot =
        AUDITS.stream()
            .sorted((one, other) -> Double.compare(AuditDraw.lot(one), AuditDraw.lot(other)))
            .limit(5)
            .toList();
    assertEquals(byLot, waiting(LabelReason.AUDIT));
    assertEquals(List.of(), waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void forgetsWhatIsLabelledAndTakesNothingLabelledIn() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.6));
    streams.label(label(OTHERS.get(0), "not", LabelReason.ACTIVE_LEARNING));
    streams.label(label(OTHERS.get(1), "not", LabelReason.IMPORT));
    streams.tag(tag(OTHERS.get(1), "v1", 0.6));

    assertEquals(List.of(), candidates());
  }

  @Test
  void forgetsWhatIsDeletedForGood() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.6));
    streams.tag(tag(AUDITS.get(0), "v1", 0.6));

    streams.remove(OTHERS.get(0));
    streams.remove(AUDITS.get(0));

    assertEquals(List.of(), candidates());
    assertEquals(Map.of(), afterRestart());
  }

  @Test
  void takesNothingInThatIsDeletedThoughItsTagIsReadLater() {
    streams.remove(OTHERS.get(0));
    streams.remove(OTHERS.get(1));

    streams.tag(tag(OTHERS.get(0), "v1", 0.6));
    streams.tag(tag(OTHERS.get(0), "v2", Role.SHADOW, 0.1, NOON));
    Classification late = tag(OTHERS.get(1), "v1", Role.ACTIVE, 0.6, NOON.plusSeconds(60));
    streams.tag(Examples.waiting(late, 1, Duration.ofSeconds(60)));

    assertEquals(List.of(), candidates());
  }

  @Test
  void takesInWhatIsWrittenAgainAfterItsDeletion() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.6));
    streams.remove(OTHERS.get(0));

    streams.tag(tag(OTHERS.get(0), "v1", Role.ACTIVE, 0.7, NOON.plusMillis(1)));

    assertEquals(List.of(OTHERS.get(0)), waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void keepsWhatWasOnlyLabelledByALabelThatCannotBeRead() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.6));

    streams.label(label(OTHERS.get(0), "storm", LabelReason.AUDIT));

    assertEquals(List.of(OTHERS.get(0)), waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void forgetsWhatIsOld() {
    streams.tag(tag(OTHERS.get(0), "v1", 0.6));
    streams.pass(Duration.ofHours(23));
    streams.tag(tag(OTHERS.get(1), "v1", Role.ACTIVE, 0.6, NOON.plus(Duration.ofHours(23))));

    streams.pass(Duration.ofHours(2));

    assertEquals(List.of(OTHERS.get(1)), waiting(LabelReason.ACTIVE_LEARNING));
  }

  @Test
  void setsAFairShareApart() {
    long apart = ids().limit(100_000).filter(id -> AuditDraw.lot(id) < 0.1).count();

    assertTrue(apart > 9_700 && apart < 10_300, apart + " of 100,000");
  }

  private void answered(String id, double active, double shadow) {
    streams.tag(tag(id, "v1", active));
    streams.tag(tag(id, "v2", Role.SHADOW, shadow, NOON));
  }

  private List<String> waiting(LabelReason reason) {
    return candidates().stream()
        .filter(candidate -> candidate.reason() == reason)
        .map(Candidate::tweetId)
        .toList();
  }

  private List<Candidate> candidates() {
    List<Candidate> found = new ArrayList<>();
    try (KeyValueIterator<String, Candidate> all =
        streams.driver().<String, Candidate>getKeyValueStore("candidates").all()) {
      all.forEachRemaining(candidate -> found.add(candidate.value));
    }
    found.sort(Candidate.FIRST);
    return found;
  }

  /** Returns what the store's changelog comes to, of which Kafka Streams makes the store anew. */
  private Map<String, byte[]> afterRestart() {
    Map<String, byte[]> left = new HashMap<>();
    streams
        .driver()
        .createOutputTopic(
            "test-candidates-changelog", new StringDeserializer(), new ByteArrayDeserializer())
        .readKeyValuesToList()
        .forEach(record -> left.put(record.key, record.value));
    assertEquals(2, left.size());
    left.values().removeIf(Objects::isNull);
    return left;
  }

  private static Stream<String> ids() {
    return IntStream.iterate(0, i -> i + 1).mapToObj(i -> "tweet-" + i);
  }
}
