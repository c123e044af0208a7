package io.tocsin.e2e;

import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.SystemPorts;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.messaging.rollout.Takeover;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole systems on free ports. */
final class Systems {
  /** The checkout. */
  static final Path HOME = Path.of(System.getProperty("tocsin.home")).toAbsolutePath().normalize();

  /** Slow machines build and test side by side. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Systems() {}

  /**
   * Starts a system, or what has died of it.
   *
   * @param collector where its traces would go, if they were switched on
   */
  static LocalSystem start(Path state, String adapters, int replicas, URI collector) {
    return LocalSystem.start(
        new SystemSettings(
            new StateFolder(state),
            programs("-DOTEL_EXPORTER_OTLP_ENDPOINT=" + collector),
            SystemPorts.FREE,
            replicas,
            HOME.resolve("models/tiny-llama3"),
            adapters,
            Optional.of("cpu"),
            Optional.of(Takeover.SWITCH),
            Optional.empty(),
            PATIENCE),
        System.out::println);
  }

  private static Programs programs(String flag) {
    Programs built = Programs.built(HOME);
    return new Programs(
        built.broker(),
        flagged(built.ingest(), flag),
        flagged(built.trainer(), flag),
        built.monitor(),
        flagged(built.inference(), flag));
  }

  private static List<String> flagged(List<String> command, String flag) {
    List<String> flagged = new ArrayList<>(command);
    flagged.add(1, flag);
    return flagged;
  }
}
