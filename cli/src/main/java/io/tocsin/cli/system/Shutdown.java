package io.tocsin.cli.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Stops processes: the services first, then the broker that they talk to. */
final class Shutdown {
  /** A trainer finishes its step and a replica its batch before they go. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration AFTER_KILL = Duration.ofSeconds(10);

  private final ProcessRecords records;
  private final Consumer<String> progress;
  private final Duration patience;

  Shutdown(ProcessRecords records, Consumer<String> progress) {
    this(records, progress, PATIENCE);
  }

  /**
   * Prepares a shutdown.
   *
   * @param patience how long services, and then the broker, may take to stop by themselves
   */
  Shutdown(ProcessRecords records, Consumer<String> progress, Duration patience) {
    this.records = records;
    this.progress = progress;
    this.patience = patience;
  }

  /** Stops what still runs of these, and forgets all of them. */
  void stop(List<RecordedProcess> processes) {
    stopTogether(processes.stream().filter(process -> !process.isBroker()).toList());
    stopTogether(processes.stream().filter(RecordedProcess::isBroker).toList());
  }

  private void stopTogether(List<RecordedProcess> processes) {
    List<RecordedProcess> alive = processes.stream().filter(RecordedProcess::isAlive).toList();
    alive.forEach(
        process -> {
          progress.accept("%-12s stopping (pid %d)".formatted(process.name(), process.pid()));
          process.handle().ifPresent(ProcessHandle::destroy);
        });
    Instant until = Instant.now().plus(patience);
    alive.forEach(process -> await(process, until));
    processes.forEach(records::remove);
  }

  private void await(RecordedProcess process, Instant until) {
    if (Pause.until(() -> !process.isAlive(), until)) {
      return;
    }
    progress.accept(
        "%-12s did not stop within %d s: killed; its next start takes up what it left"
            .formatted(process.name(), patience.toSeconds()));
    process.handle().ifPresent(ProcessHandle::destroyForcibly);
    BooleanSupplier gone = () -> !process.isAlive();
    if (!Pause.until(gone, Instant.now().plus(AFTER_KILL))) {
      throw new SystemException(
          "%s (pid %d) cannot be killed: see what it waits for, and run tocsin down again"
              .formatted(process.name(), process.pid()));
    }
  }
}
