package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  private static final Programs PROGRAMS =
      new Programs(
          List.of("broker"),
          List.of("ingest"),
          List.of("trainer"),
          List.of("monitor"),
          List.of("inference"));

  @TempDir private Path folder;

  @Test
  void pointsEveryServiceToTheBrokerThatComesFirst() {
    List<Part> parts = Plan.of(settings(1, Optional.empty(), SystemPorts.FREE));

    assertEquals(List.of("broker", "ingest", "trainer", "monitor", "inference"), names(parts));
    String broker = "127.0.0.1:" + parts.getFirst().port();
    assertTrue(
        parts.stream()
            .skip(1)
            .allMatch(part -> part.bootstrapServers().equals(Optional.of(broker))));
  }

  @Test
  void tellsTheBrokerItsPortAndItsFolder() {
    Part broker = Plan.of(settings(1, Optional.empty(), SystemPorts.FREE)).getFirst();

    assertEquals(
        List.of("broker", "--port", "" + broker.port(), "--data-dir", folder + "/broker"),
        broker.command());
  }

  @Test
  void startsNoBrokerBesideAClusterThatIsThere() {
    List<Part> parts = Plan.of(settings(1, Optional.of("kafka:9092"), SystemPorts.FREE));

    assertEquals(List.of("ingest", "trainer", "monitor", "inference"), names(parts));
    assertEquals(Optional.of("kafka:9092"), parts.getFirst().bootstrapServers());
  }

  @Test
  void givesTheTrainerItsFoldersDeviceAndTakeover() {
    Part trainer = Plan.of(settings(1, Optional.empty(), SystemPorts.FREE)).get(2);

    assertEquals(folder + "/base", trainer.environment().get("TOCSIN_BASE"));
    assertEquals("s3://bucket/adapters", trainer.environment().get("TOCSIN_ADAPTERS"));
    assertEquals(folder + "/work", trainer.environment().get("TOCSIN_WORK"));
    assertEquals("cpu", trainer.environment().get("TOCSIN_DEVICE"));
    assertEquals("shadow", trainer.environment().get("TOCSIN_CHALLENGER"));
  }

  @Test
  void givesTheMonitorAloneSettingsOfItsOwn() {
    Programs programs = PROGRAMS.monitoring(Map.of("tocsin.policy.interval", "PT1S"));

    assertEquals(List.of("monitor", "-Dtocsin.policy.interval=PT1S"), programs.monitor());
    assertEquals(PROGRAMS.trainer(), programs.trainer());
  }

  @Test
  void putsReplicasOnSuccessivePortsUnderNamesOfTheirOwn() {
    int free = Plan.of(settings(1, Optional.empty(), SystemPorts.FREE)).getLast().port();
    SystemPorts ports = new SystemPorts(0, 0, 0, 0, Math.min(free, 65000));

    List<Part> replicas = Plan.of(settings(2, Optional.empty(), ports)).subList(4, 6);

    assertEquals(List.of("inference", "inference-2"), names(replicas));
    assertEquals(replicas.getFirst().port() + 1, replicas.getLast().port());
    assertFalse(
        replicas
            .getFirst()
            .environment()
            .get("TOCSIN_REPLICA")
            .equals(replicas.getLast().environment().get("TOCSIN_REPLICA")));
  }

  @Test
  void leavesTheMonitorItsPortBetweenReplicas() {
    SystemPorts ports = new SystemPorts(9092, 8081, 8082, 8084, 8083);

    assertEquals(List.of(8083, 8085, 8086), ports.replicas(3));
  }

  @Test
  void refusesReplicasBeyondTheLastPort() {
    SystemPorts ports = new SystemPorts(0, 0, 0, 0, 65535);

    assertThrows(IllegalArgumentException.class, () -> settings(2, Optional.empty(), ports));
  }

  private SystemSettings settings(int replicas, Optional<String> kafka, SystemPorts ports) {
    return new SystemSettings(
        new StateFolder(folder),
        PROGRAMS,
        ports,
        replicas,
        folder.resolve("base"),
        "s3://bucket/adapters",
        Optional.of("cpu"),
        Optional.of(Takeover.SHADOW),
        kafka.map(KafkaClients::of),
        Duration.ofSeconds(30));
  }

  private static List<String> names(List<Part> parts) {
    return parts.stream().map(Part::name).toList();
  }
}
