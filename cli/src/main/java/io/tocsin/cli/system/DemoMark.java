package io.tocsin.cli.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that says that a state folder's system is a demo's, which the next demo may delete.
 * Whoever starts the system otherwise takes the mark away.
 */
public final class DemoMark {
  private DemoMark() {}

  /**
   * Makes a folder ready for a demo: what an earlier one left is stopped and deleted.
   *
   * @throws SystemException if there is a system that is no demo's
   */
  public static void renew(StateFolder state) throws IOException {
    boolean isDemo = Files.exists(mark(state));
    if (!isDemo && Files.exists(state.broker())) {
      throw new SystemException(
          """
              expected no data or a demo's in %s, found a system of yours: give the demo a folder \
              and ports of its own (--state DIR, --broker-port 0 …), or delete yours with: \
              tocsin down --wipe"""
              .formatted(state.root()));
    }
    LocalSystem.in(state).wipe();
    Files.createDirectories(state.root());
    Files.writeString(mark(state), "The next tocsin demo deletes what is here.\n");
  }

  static void remove(StateFolder state) throws IOException {
    Files.deleteIfExists(mark(state));
  }

  private static Path mark(StateFolder state) {
    return state.root().resolve("made-by-demo");
  }
}
