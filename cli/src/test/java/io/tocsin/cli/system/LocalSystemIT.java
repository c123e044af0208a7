package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.BrokerMain;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.FreePort;
import io.tocsin.cli.Ran;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSystemIT {
  private static EmbeddedBroker cluster;

  @TempDir private Path folder;
  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void startCluster(@TempDir Path data) {
    cluster = EmbeddedBroker.start(new BrokerSettings(data, 0));
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @AfterEach
  void stop() {
    LocalSystem.in(new StateFolder(folder)).close();
  }

  @Test
  void runsABrokerAndServicesUntilItIsStopped() throws Exception {
    LocalSystem system = LocalSystem.start(settings(StandInService.class, true), progress::add);

    Ran status = Ran.tocsin("status", "--state", folder.toString());
    assertEquals(0, status.exitCode(), status::toString);
    assertTrue(status.out().contains("the untrained head answers"), status::out);
    assertTrue(progress.contains("topics       18 declared, 18 of them created, 0 differences"));
    List<RecordedProcess> processes = system.processes();
    assertEquals(5, processes.size());
    assertTrue(log("ingest").contains("enters with null"), log("ingest"));

    system.stop(progress::add);

    assertFalse(processes.stream().anyMatch(RecordedProcess::isAlive));
    assertEquals(List.of(), system.processes());
    String last = progress.getLast();
    assertTrue(last.startsWith("broker"), last);
  }

  @Test
  void startsAgainOnlyWhatHasDied() throws Exception {
    LocalSystem system = LocalSystem.start(settings(StandInService.class, false), progress::add);
    assertTrue(log("ingest").contains("enters with SCRAM-SHA-512"), log("ingest"));
    List<RecordedProcess> before = system.processes();
    RecordedProcess trainer = before.get(1);
    kill(trainer);
    assertFalse(system.isWhole());

    LocalSystem.start(settings(BrokenService.class, false), progress::add);

    List<RecordedProcess> after = system.processes();
    assertTrue(system.isWhole());
    assertEquals(before.get(0), after.get(0));
    assertEquals(before.get(2), after.get(2));
    assertEquals(trainer.port(), after.get(1).port());
    assertFalse(trainer.pid() == after.get(1).pid());
  }

  @Test
  void startsAllAgainAsItWasAfterTheMachine() {
    LocalSystem system = LocalSystem.start(settings(StandInService.class, false), progress::add);
    List<RecordedProcess> before = system.processes();
    before.forEach(LocalSystemIT::kill);

    LocalSystem.start(settings(BrokenService.class, false), progress::add);

    assertTrue(system.isWhole());
    assertEquals(
        before.stream().map(RecordedProcess::part).toList(),
        system.processes().stream().map(RecordedProcess::part).toList());
  }

  @Test
  void stillKnowsWhatItCouldNotStartAgain() throws Exception {
    new ProcessRecords(new StateFolder(folder)).add(Processes.ended("inference-2", 1));
    LocalSystem system = LocalSystem.start(settings(OnceService.class, false), progress::add);
    assertEquals(4, system.processes().size(), "what a broken-off start left counts");
    kill(system.processes().get(1));

    assertThrows(
        SystemException.class,
        () -> LocalSystem.start(settings(StandInService.class, false), progress::add));

    assertFalse(system.isWhole());
    assertEquals(4, system.processes().size());
    Files.delete(folder.resolve(OnceService.OBSTACLE));
    LocalSystem.start(settings(StandInService.class, false), progress::add);
    assertTrue(system.isWhole());
  }

  @Test
  void saysThatItRunsAlready() {
    LocalSystem.start(settings(StandInService.class, false), progress::add);

    Ran ran = Ran.tocsin("up", "--state", folder.toString());

    assertEquals(0, ran.exitCode(), ran::err);
    assertTrue(ran.out().contains("Already running in " + folder), ran::out);
  }

  @Test
  void showsTheLogOfAServiceThatEndsAndStopsTheOthers() {
    SystemException failure =
        assertThrows(
            SystemException.class,
            () -> LocalSystem.start(settings(BrokenService.class, false), progress::add));

    assertTrue(failure.getMessage().contains("trainer ended"), failure::getMessage);
    assertTrue(
        failure.getMessage().contains("expected a base model, found none"), failure::getMessage);
    assertEquals(List.of(), LocalSystem.in(new StateFolder(folder)).processes());
  }

  @Test
  void stopsWhatItStartedWhenItIsInterrupted() throws Exception {
    List<String> command = new ArrayList<>(StandInJvm.of(StartMain.class));
    command.addAll(List.of(folder.toString(), cluster.bootstrapServers()));
    Process start = new ProcessBuilder(command).redirectErrorStream(true).start();
    LocalSystem system = LocalSystem.in(new StateFolder(folder));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> system.processes().size() == 4);
    List<RecordedProcess> processes = system.processes();

    start.toHandle().destroy();
    start.waitFor();

    assertFalse(processes.stream().anyMatch(RecordedProcess::isAlive));
    assertEquals(List.of(), system.processes());
  }

  @Test
  void startsNothingWhenAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.HOST))) {
      SystemPorts ports = new SystemPorts(0, 0, 0, 0, taken.getLocalPort());

      SystemException failure =
          assertThrows(
              SystemException.class,
              () -> LocalSystem.start(settings(StandInService.class, ports, false), progress::add));

      assertTrue(failure.getMessage().contains("for inference"), failure::getMessage);
      assertFalse(Files.exists(folder.resolve("run")));
    }
  }

  private static void kill(RecordedProcess process) {
    process.handle().orElseThrow().destroyForcibly();
    Awaitility.await().until(() -> !process.isAlive());
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve("logs").resolve(name + ".log"));
  }

  private SystemSettings settings(Class<?> trainer, boolean ownBroker) {
    return settings(trainer, SystemPorts.FREE, ownBroker);
  }

  private SystemSettings settings(Class<?> trainer, SystemPorts ports, boolean ownBroker) {
    List<String> standIn = StandInJvm.of(StandInService.class);
    return new SystemSettings(
        new StateFolder(folder),
        new Programs(
            StandInJvm.of(BrokerMain.class), standIn, StandInJvm.of(trainer), standIn, standIn),
        ports,
        1,
        folder.resolve("base"),
        folder.resolve("adapters").toString(),
        Optional.empty(),
        Optional.empty(),
        ownBroker ? Optional.empty() : Optional.of(KafkaClients.of(cluster.bootstrapServers())),
        Duration.ofSeconds(60));
  }
}
