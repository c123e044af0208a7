package io.tocsin.cli.pipeline;

import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.Programs;
import io.tocsin.cli.system.RecordedProcess;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.SystemPorts;
import io.tocsin.cli.system.SystemSettings;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A system of its own to measure, on free ports, which leaves nothing behind. */
public final class BenchSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final StateFolder state;
  private final SystemSettings settings;
  private final LocalSystem system;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean kept;

  private BenchSystem(StateFolder state, SystemSettings settings, LocalSystem system) {
    this.state = state;
    this.settings = settings;
    this.system = system;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "bench-stop"));
  }

  /** Starts one of the programs as they were built. */
  public static BenchSystem start(Path base, String device, int replicas, Consumer<String> progress)
      throws IOException {
    return start(built(), base, device, replicas, progress);
  }

  /** Returns the programs as they were built. */
  public static Programs built() {
    return Programs.built(Path.of(System.getProperty("tocsin.home", ".")));
  }

  /** Starts one, and returns once all of it is ready. */
  public static BenchSystem start(
      Programs programs, Path base, String device, int replicas, Consumer<String> progress)
      throws IOException {
    StateFolder state = new StateFolder(Files.createTempDirectory("tocsin-bench-"));
    SystemSettings settings =
        new SystemSettings(
            state,
            programs,
            SystemPorts.FREE,
            replicas,
            base,
            state.adapters().toString(),
            Optional.of(device),
            Optional.empty(),
            Optional.empty(),
            PATIENCE);
    return new BenchSystem(state, settings, LocalSystem.start(settings, progress));
  }

  public Endpoints endpoints() {
    return system.endpoints();
  }

  public KafkaClients clients() {
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

  /** Returns the processes, dead ones too. */
  public List<RecordedProcess> processes() {
    return system.processes();
  }

  /** Starts again what has died, and returns once it is ready. */
  public void revive(Consumer<String> progress) {
    LocalSystem.start(settings, progress);
  }

  /** Has what it kept outlast it, for whoever must find out what went wrong; returns where. */
  public Path keep() {
    kept = true;
    return state.root();
  }

  /** Stops the system and deletes what it kept; again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (kept) {
      system.close();
    } else {
      system.wipe();
    }
  }
}
