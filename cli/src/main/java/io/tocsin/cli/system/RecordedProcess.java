package io.tocsin.cli.system;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.broker.FreePort;
import io.tocsin.contracts.IsoTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process as it was started.
 *
 * @param name within the system
 * @param pid which another process may bear by now
 * @param startedAt as the operating system has it: tells that other process apart
 * @param port where it listens
 * @param command what it runs
 * @param environment beside what it inherited
 * @param log where its output goes
 */
public record RecordedProcess(
    String name,
    long pid,
    @IsoTime Instant startedAt,
    int port,
    List<String> command,
    Map<String, String> environment,
    String log) {
  /** Linux tells start times relative to a boot time that moves when the clock is set. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /** Returns whether it still runs. */
  @JsonIgnore
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Returns where it is reached. */
  @JsonIgnore
  public URI url() {
    return URI.create("http://" + address());
  }

  /** Returns host and port. */
  @JsonIgnore
  public String address() {
    return FreePort.HOST + ":" + port;
  }

  /** Returns the process, if it still runs. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> isSame(found.info()));
  }

  private boolean isSame(ProcessHandle.Info info) {
    // One that ended, but that its parent has not noticed, counts as alive and has no command.
    return info.command().isPresent()
        && info.startInstant()
            .map(at -> Duration.between(at, startedAt).abs())
            .filter(gap -> gap.compareTo(CLOCK_TOLERANCE) <= 0)
            .isPresent();
  }

  /** Returns whether it is the broker. */
  @JsonIgnore
  public boolean isBroker() {
    return name.equals(Part.BROKER);
  }

  /** Returns whether it is one of the inference services. */
  @JsonIgnore
  public boolean isReplica() {
    return name.startsWith(Part.INFERENCE);
  }

  /** Returns the part that it was, to be started again. */
  Part part() {
    return new Part(name, port, command, environment, java.nio.file.Path.of(log));
  }
}
