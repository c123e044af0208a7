package io.tocsin.cli.system;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records of processes, as tests need them. */
final class Processes {
  private Processes() {}

  static RecordedProcess of(String name, long pid, Instant startedAt, int port) {
    return new RecordedProcess(
        name,
        pid,
        startedAt,
        port,
        List.of("java"),
        Map.of(Endpoints.BOOTSTRAP_SERVERS, "127.0.0.1:9092"),
        "/nowhere/" + name + ".log");
  }

  /** Returns one that counts as running, since it bears our own pid. */
  static RecordedProcess running(String name, int port) {
    ProcessHandle ours = ProcessHandle.current();
    return of(name, ours.pid(), ours.info().startInstant().orElseThrow(), port);
  }

  /** Returns one that has ended. */
  static RecordedProcess ended(String name, int port) {
    return of(name, ProcessHandle.current().pid(), Instant.EPOCH, port);
  }
}
