package io.tocsin.cli.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What POSIX's kill sends and Java cannot. */
enum Signal {
  /** Stops a process, which cannot prevent it. */
  STOP,
  /** Has it go on. */
  CONT;

  /**
   * Sends it.
   *
   * @throws IllegalStateException if there is no such process
   */
  void send(long pid) {
    try {
      int exitCode = new ProcessBuilder("kill", "-" + name(), Long.toString(pid)).start().waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException("kill -%s %d failed (%d)".formatted(this, pid, exitCode));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending a signal", e);
    }
  }
}
