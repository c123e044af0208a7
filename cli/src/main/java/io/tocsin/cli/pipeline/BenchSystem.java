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
import java.util.function.Consumer;

/** A system of its own to measure, on free ports, which leaves nothing behind. */
public final class BenchSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final StateFolder state;
  private final SystemSettings settings;
  private final LocalSystem system;
  private boolean closed;
  private volatile boolean kept;

  private BenchSystem(SystemSettings settings) {
    this.state = settings.state();
    this.settings = settings;
    this.system = LocalSystem.in(state);
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
    BenchSystem system = new BenchSystem(settings);
    try {
      LocalSystem.start(settings, progress);
      return system;
    } catch (RuntimeException e) {
      system.close();
      throw e;
    }
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

  /** Stops the system and deletes what it kept; whoever comes second waits for that. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (kept) {
      system.close();
    } else {
      system.delete();
    }
  }
}
