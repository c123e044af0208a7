package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.cli.Tocsin;
import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.SystemPorts;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.contracts.access.Access;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A system whose services ask who is there, on a cluster where each may do what is declared. */
final class SecureSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SecureCluster cluster;
  private final ServiceKeys keys;
  private final LocalSystem system;
  private final Path state;

  private SecureSystem(SecureCluster cluster, ServiceKeys keys, LocalSystem system, Path state) {
    this.cluster = cluster;
    this.keys = keys;
    this.system = system;
    this.state = state;
  }

  static SecureSystem start(Path directory) throws Exception {
    SecureCluster cluster = SecureCluster.start(directory);
    ServiceKeys keys = ServiceKeys.in(directory);
    Path state = directory.resolve("state");
    LocalSystem system =
        LocalSystem.start(
            new SystemSettings(
                new StateFolder(state),
                programs(cluster, keys),
                SystemPorts.FREE,
                1,
                Systems.HOME.resolve("models/tiny-llama3"),
                state.resolve("adapters").toString(),
                Optional.of("cpu"),
                Optional.empty(),
                Optional.of(cluster.clients(Access.OPERATOR)),
                PATIENCE),
            System.out::println);
    return new SecureSystem(cluster, keys, system, state);
  }

  private static Programs programs(SecureCluster cluster, ServiceKeys keys) throws IOException {
    Programs programs = Programs.built(Systems.HOME);
    return new Programs(
        programs.broker(),
        asking(keys, cluster.as(Access.INGEST, programs.ingest())),
        asking(keys, cluster.as(Access.TRAINER, programs.trainer())),
        asking(keys, cluster.as(Access.MONITOR, hasty(programs.monitor()))),
        asking(keys, cluster.as(Access.INFERENCE, programs.inference())));
  }

  /**
   * Returns a monitor that asks for a retrain at one label, is soon tired of a shadow, and tells of
   * surges within seconds.
   */
  private static List<String> hasty(List<String> monitor) {
    List<String> settings =
        List.of(
            "env",
            "TOCSIN_POLICY_INTERVAL=PT1S",
            "TOCSIN_JUDGE_LONGEST=PT1S",
            "TOCSIN_ALERTS_ADVANCE=PT1S",
            "TOCSIN_ALERTS_WINDOW=PT5S",
            "TOCSIN_ALERTS_WARM_UP=PT6S",
            "TOCSIN_RETRAIN_ENABLED=true",
            // Or the surge would be a cause too, and the label no longer new.
            "TOCSIN_DRIFT_DRIFTED=1000",
            "TOCSIN_RETRAIN_NEW_LABELS=1",
            "TOCSIN_RETRAIN_COOL_DOWN=PT0S");
    return Stream.concat(settings.stream(), monitor.stream()).toList();
  }

  /** Returns a service that asks who is there, and tells its log all it has to tell. */
  private static List<String> asking(ServiceKeys keys, List<String> service) {
    List<String> settings =
        List.of(
            "env",
            "TOCSIN_API_KEYS=" + keys.file(),
            "QUARKUS_LOG_CATEGORY__IO_TOCSIN__LEVEL=DEBUG");
    return Stream.concat(settings.stream(), service.stream()).toList();
  }

  SecureCluster cluster() {
    return cluster;
  }

  ServiceKeys keys() {
    return keys;
  }

  Endpoints endpoints() {
    return system.endpoints();
  }

  /** Returns the folder of what the system keeps, its logs too. */
  Path state() {
    return state;
  }

  /** Runs a command as the operator and returns what it prints. */
  String tocsin(String... command) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--kafka-config", cluster.file(Access.OPERATOR).toString()));
    int exitCode =
        Tocsin.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertEquals(0, exitCode, () -> out + "\n" + err);
    return out.toString();
  }

  @Override
  public void close() {
    LocalSystem.in(new StateFolder(state)).close();
    cluster.close();
  }
}
