package io.tocsin.cli.system;

import java.nio.file.Path;
import java.util.List;

/**
 * All that one system keeps on this machine. Systems with folders of their own run side by side.
 *
 * @param root made when something is first kept
 */
public record StateFolder(Path root) {
  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** Returns where the processes are recorded. */
  public Path run() {
    return root.resolve("run");
  }

  /** Returns where the processes' output goes. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Returns what the broker keeps. */
  public Path broker() {
    return root.resolve("broker");
  }

  /** Returns the adapter store. */
  public Path adapters() {
    return root.resolve("adapters");
  }

  /** Returns the trainer's working directory. */
  public Path work() {
    return root.resolve("work");
  }

  /** Returns where replays keep how far they came. */
  public Path replays() {
    return root.resolve("replay");
  }

  /** Returns all of these: whatever else lies in the root is somebody else's. */
  List<Path> all() {
    return List.of(run(), logs(), broker(), adapters(), work(), replays());
  }
}
