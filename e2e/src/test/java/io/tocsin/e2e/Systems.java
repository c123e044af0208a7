package io.tocsin.e2e;

import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.SystemPorts;
import io.tocsin.cli.system.SystemSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whole systems on free ports. */
final class Systems {
  /** The checkout. */
  static final Path HOME = Path.of(System.getProperty("tocsin.home")).toAbsolutePath().normalize();

  /** Slow machines build and test side by side. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Systems() {}

  /** Starts a system, or what has died of it. */
  static LocalSystem start(Path state, int replicas) {
    return LocalSystem.start(
        new SystemSettings(
            new StateFolder(state),
            Programs.built(HOME),
            SystemPorts.FREE,
            replicas,
            HOME.resolve("models/tiny-llama3"),
            Optional.of("cpu"),
            Optional.empty(),
            Optional.empty(),
            PATIENCE),
        System.out::println);
  }
}
