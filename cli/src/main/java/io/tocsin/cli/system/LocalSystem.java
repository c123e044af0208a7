package io.tocsin.cli.system;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The processes of one system on this machine: broker, ingest, trainer, monitor and inference. They
 * outlive the process that started them, and are found again by what is recorded in the state
 * folder.
 */
public final class LocalSystem implements AutoCloseable {
  private final StateFolder state;

  private LocalSystem(StateFolder state) {
    this.state = state;
  }

  /** Finds a system; there may be none in that folder. */
  public static LocalSystem in(StateFolder state) {
    return new LocalSystem(state);
  }

  /**
   * Starts a system and returns once all of it is ready. Of one that runs, only what has died is
   * started again, as it was the first time, whatever the settings.
   *
   * @param progress hears lines for people
   * @throws SystemException if a port is taken, or a process ends or is not ready in time; what was
   *     started is stopped again
   */
  public static LocalSystem start(SystemSettings settings, Consumer<String> progress) {
    LocalSystem system = new LocalSystem(settings.state());
    try (StateLock _ = StateLock.take(settings.state());
        Startup startup = new Startup(settings, progress)) {
      List<Part> missing = system.isRunning() ? system.dead() : Plan.of(settings);
      startup.start(missing);
      startup.done();
    }
    return system;
  }

  /** Returns what was started and not stopped, dead processes included, the broker first. */
  public List<RecordedProcess> processes() {
    return new ProcessRecords(state).all();
  }

  /** Returns whether any process runs. */
  public boolean isRunning() {
    return processes().stream().anyMatch(RecordedProcess::isAlive);
  }

  /** Returns whether all processes run. */
  public boolean isWhole() {
    return isRunning() && dead().isEmpty();
  }

  /**
   * Returns where the system is reached.
   *
   * @throws SystemException if there is none
   */
  public Endpoints endpoints() {
    return Endpoints.of(processes()).orElseThrow(this::none);
  }

  /** Returns where the system is reached, if it runs. */
  public Optional<Endpoints> runningEndpoints() {
    return isRunning() ? Endpoints.of(processes()) : Optional.empty();
  }

  /**
   * Stops all processes; what they keep stays. Does nothing where none runs.
   *
   * @param progress hears lines for people
   */
  public void stop(Consumer<String> progress) {
    try (StateLock _ = StateLock.take(state)) {
      new Shutdown(new ProcessRecords(state), progress).stop(processes());
    }
  }

  /** Stops all processes without a word and deletes what they kept. */
  public void wipe() {
    close();
    Wipe.of(state);
  }

  /** Stops all processes without a word. */
  @Override
  public void close() {
    stop(_ -> {});
  }

  private SystemException none() {
    return new SystemException(
        "expected a running system, found none in %s; start it with: tocsin up"
            .formatted(state.root()));
  }

  private List<Part> dead() {
    return processes().stream()
        .filter(process -> !process.isAlive())
        .map(RecordedProcess::part)
        .toList();
  }
}
