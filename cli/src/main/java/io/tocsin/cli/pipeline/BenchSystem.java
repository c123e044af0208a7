package io.tocsin.cli.pipeline;

import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.SystemPorts;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A system of its own to measure, on free ports, which leaves nothing behind. */
final class BenchSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final StateFolder state;
  private final LocalSystem system;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BenchSystem(StateFolder state, LocalSystem system) {
    this.state = state;
    this.system = system;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "bench-stop"));
  }

  static BenchSystem start(Path base, String device, int replicas, Consumer<String> progress)
      throws IOException {
    StateFolder state = new StateFolder(Files.createTempDirectory("tocsin-bench-"));
    SystemSettings settings =
        new SystemSettings(
            state,
            Programs.built(Path.of(System.getProperty("tocsin.home", "."))),
            SystemPorts.FREE,
            replicas,
            base,
            state.adapters().toString(),
            Optional.of(device),
            Optional.empty(),
            Optional.empty(),
            PATIENCE);
    return new BenchSystem(state, LocalSystem.start(settings, progress));
  }

  Endpoints endpoints() {
    return system.endpoints();
  }

  KafkaClients clients() {
    return KafkaClients.of(endpoints().bootstrapServers());
  }

  /** Returns where adapters lie. */
  Path adapters() {
    return state.adapters();
  }

  /** Returns a folder that goes with the rest. */
  Path scratch() {
    return state.work();
  }

  /** Stops the system and deletes what it kept; again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      system.wipe();
    }
  }
}
