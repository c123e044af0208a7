package io.tocsin.cli.system;

import java.time.Instant;

/** A process and its condition. */
record ProcessStatus(String name, long pid, int port, Instant upSince, Condition condition) {
  /** What can be said of a process. */
  enum Condition {
    READY,
    NOT_READY,
    GONE;

    String text() {
      return switch (this) {
        case READY -> "yes";
        case NOT_READY -> "no";
        case GONE -> "gone";
      };
    }
  }

  /** Looks at a process. */
  static ProcessStatus of(RecordedProcess process, Readiness readiness) {
    return new ProcessStatus(
        process.name(),
        process.pid(),
        process.port(),
        process.startedAt(),
        condition(process, readiness));
  }

  private static Condition condition(RecordedProcess process, Readiness readiness) {
    if (!process.isAlive()) {
      return Condition.GONE;
    }
    return readiness.isReady(process) ? Condition.READY : Condition.NOT_READY;
  }
}
