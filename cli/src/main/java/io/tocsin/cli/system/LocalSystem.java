package io.tocsin.cli.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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
   * Starts a system and returns once all of it is ready. Of one that was started before and not
   * stopped, only what has died is started again, as it was the first time, whatever the settings.
   *
   * @param progress hears lines for people
   * @throws SystemException if a port is taken, or a process ends or is not ready in time; what was
   *     started is stopped again, and what was to be started again is still known
   */
  public static LocalSystem start(SystemSettings settings, Consumer<String> progress) {
    LocalSystem system = new LocalSystem(settings.state());
    try (StateLock _ = StateLock.take(settings.state());
        Startup startup = new Startup(settings, progress)) {
      startup.start(system.missing(settings, progress));
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
    return dead().isEmpty() && Endpoints.of(processes()).isPresent();
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
      shutdown(progress);
    }
  }

  /** Stops all processes without a word and deletes what they kept. */
  public void wipe() {
    close();
    Wipe.of(state);
  }

  /** Stops all processes without a word and deletes the folder, with whatever lies in it. */
  public void delete() {
    close();
    Wipe.whole(state);
  }

  /** Stops all processes without a word, once whoever starts some of them is done with that. */
  @Override
  public void close() {
    try (StateLock _ = StateLock.await(state)) {
      shutdown(_ -> {});
    }
  }

  private SystemException none() {
    return new SystemException(
        "expected a running system, found none in %s; start it with: tocsin up"
            .formatted(state.root()));
  }

  private void shutdown(Consumer<String> progress) {
    new Shutdown(new ProcessRecords(state), progress).stop(processes());
  }

  /** Where a first start was broken off, what is left of it goes, and all begins anew. */
  private List<Part> missing(SystemSettings settings, Consumer<String> progress) {
    if (Endpoints.of(processes()).isEmpty()) {
      shutdown(progress);
      return Plan.of(settings);
    }
    List<Part> dead = dead();
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    dead.forEach(part -> ports.put(part.name(), part.port()));
    FreePorts.of(ports);
    progress.accept(
        "Started before, and not stopped: what has died starts again as it was; to start it"
            + " otherwise: tocsin down, then tocsin up");
    return dead;
  }

  private List<Part> dead() {
    return processes().stream()
        .filter(process -> !process.isAlive())
        .map(RecordedProcess::part)
        .toList();
  }
}
