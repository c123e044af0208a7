package io.tocsin.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.messaging.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MonitorTest {
  @TempDir private Path folder;

  @Test
  void saysWhyAStoreCannotBeAskedYet() {
    Monitor monitor = monitor(TestSettings.in(folder));

    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () -> monitor.ask("tallies", QueryableStoreTypes.keyValueStore(), store -> store));

    assertTrue(refusal.getMessage().contains("found the streams CREATED"), refusal::getMessage);
    assertEquals(State.CREATED, monitor.state());
    monitor.stop();
  }

  @Test
  void refusesToHandOutTweetsThatAreForgottenAlready() {
    TestSettings settings =
        TestSettings.in(folder)
            .with(
                new TestSettings.TestLabelling(
                    0.2, 0.05, Duration.ofDays(31), 100, Duration.ofMinutes(30)));

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> monitor(settings));

    assertTrue(
        refusal.getMessage().startsWith("tocsin.labelling.recency: expected at most"),
        refusal::getMessage);
  }

  @Test
  void refusesAlertsOfACategoryThatNoTweetIsGiven() {
    TestSettings settings = TestSettings.in(folder).with(Set.of("storm"));

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> monitor(settings));

    assertTrue(
        refusal.getMessage().startsWith("tocsin.alerts.categories: expected some of"),
        refusal::getMessage);
  }

  private static Monitor monitor(MonitorSettings settings) {
    return new Monitor(
        settings, KafkaClients.of("127.0.0.1:1"), new SimpleMeterRegistry(), _ -> {});
  }
}
