package io.tocsin.cli.system;

import io.tocsin.messaging.kafka.KafkaClients;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Processes on their way up. Until {@link #done} all are stopped again when something fails or the
 * user interrupts; those that were recorded before are then recorded as they were.
 */
final class Startup implements AutoCloseable {
  private static final ProcessBuilder.Redirect NOTHING =
      ProcessBuilder.Redirect.from(new File("/dev/null"));

  private static final boolean SETSID = Files.isExecutable(Path.of("/usr/bin/setsid"));

  private final Readiness readiness = new Readiness();
  private final SystemSettings settings;
  private final ProcessRecords records;
  private final Consumer<String> progress;
  private final List<RecordedProcess> before;
  private final List<RecordedProcess> started = new ArrayList<>();
  private final Thread onInterrupt = new Thread(this::close, "undo-start");
  private boolean over;

  Startup(SystemSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.records = new ProcessRecords(settings.state());
    this.before = records.all();
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(onInterrupt);
  }

  /**
   * Starts the broker, if it is among the parts, makes its topics, and starts the others side by
   * side. Returns when all are ready.
   *
   * @throws SystemException if one cannot be started, ends, or is not ready in time
   */
  void start(List<Part> parts) {
    parts.forEach(Part::requireProgram);
    makeFolders();
    parts.stream().filter(Part::isBroker).map(this::start).toList().forEach(this::await);
    parts.stream()
        .flatMap(part -> part.bootstrapServers().stream())
        .findFirst()
        .map(servers -> cluster(servers).orElseGet(() -> KafkaClients.of(servers)))
        .ifPresent(cluster -> DeclaredTopics.createOrCheck(cluster, progress));
    parts.stream().filter(part -> !part.isBroker()).map(this::start).toList().forEach(this::await);
  }

  /** Says that all is well: what was started stays. */
  synchronized void done() {
    over = true;
  }

  /** Stops what was started, unless all is well. */
  @Override
  public synchronized void close() {
    if (!over) {
      over = true;
      new Shutdown(records, progress).stop(started);
      before.stream().filter(process -> isAgain(process.name())).forEach(records::add);
    }
    if (Thread.currentThread() != onInterrupt) {
      forgetHook();
    }
  }

  /**
   * Starts and records a process.
   *
   * @throws SystemException if its program cannot be run
   */
  private synchronized RecordedProcess start(Part part) {
    if (over) {
      throw new SystemException("interrupted: " + part.name() + " is not started");
    }
    progress.accept("%-12s starting, log in %s".formatted(part.name(), part.log()));
    try {
      Files.createDirectories(part.log().getParent());
      RecordedProcess process = record(part, builder(part).start());
      started.add(process);
      records.add(process);
      return process;
    } catch (IOException e) {
      throw new SystemException(
          "%s cannot be started (%s): check the program %s"
              .formatted(part.name(), e.getMessage(), part.command().getFirst()),
          e);
    }
  }

  /** Returns the cluster that was there already, if that is the one. */
  private Optional<KafkaClients> cluster(String bootstrapServers) {
    return settings
        .cluster()
        .filter(cluster -> cluster.bootstrapServers().equals(bootstrapServers));
  }

  private void await(RecordedProcess process) {
    readiness.await(process, settings.patience());
    Duration taken = Duration.between(process.startedAt(), Instant.now());
    progress.accept(
        String.format(
            Locale.ROOT,
            "%-12s ready at %s after %.1f s",
            process.name(),
            process.address(),
            taken.toMillis() / 1e3));
  }

  private boolean isAgain(String name) {
    return started.stream().anyMatch(process -> process.name().equals(name));
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(onInterrupt);
    } catch (IllegalStateException e) {
      // The process is ending: the hook finds nothing left to do.
      over = true;
    }
  }

  private ProcessBuilder builder(Part part) {
    ProcessBuilder builder =
        new ProcessBuilder(surviving(part.command()))
            // Not where the user happens to be: a configuration file there is none of theirs.
            .directory(settings.state().root().toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(part.log().toFile()));
    if (part.bootstrapServers().flatMap(this::cluster).isEmpty()) {
      // What our environment says of Kafka is about another cluster.
      builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_"));
    }
    // The user's own, which services have no use for.
    builder.environment().remove("TOCSIN_API_KEY");
    builder.environment().keySet().removeIf(InheritedSettings::isRecorded);
    builder.environment().putAll(part.environment());
    return builder;
  }

  /**
   * Neither closing the terminal nor Ctrl-C in a script that goes on must end what was left
   * running. POSIX's nohup becomes the program, and so does setsid, which only Linux has.
   */
  private static List<String> surviving(List<String> command) {
    Stream<String> before = SETSID ? Stream.of("setsid", "nohup") : Stream.of("nohup");
    return Stream.concat(before, command.stream()).toList();
  }

  private static RecordedProcess record(Part part, Process process) {
    Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
    return new RecordedProcess(
        part.name(),
        process.pid(),
        startedAt,
        part.port(),
        part.command(),
        part.environment(),
        part.log().toString());
  }

  private void makeFolders() {
    try {
      for (Path folder : settings.state().all()) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
