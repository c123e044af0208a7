package io.tocsin.cli.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Keeps commands that start or stop the same system from working at the same time. */
final class StateLock implements AutoCloseable {
  /** Starting and stopping take no longer, unless something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws SystemException if another command has it
   */
  static StateLock take(StateFolder state) {
    return tried(state).orElseThrow(() -> busy(state));
  }

  /**
   * Takes the lock once another command, or thread of this one, has given it back.
   *
   * @throws SystemException if that takes too long
   */
  static StateLock await(StateFolder state) {
    AtomicReference<StateLock> taken = new AtomicReference<>();
    BooleanSupplier trial =
        () -> {
          tried(state).ifPresent(taken::set);
          return taken.get() != null;
        };
    if (!Pause.until(trial, Instant.now().plus(PATIENCE))) {
      throw busy(state);
    }
    return taken.get();
  }

  private static Optional<StateLock> tried(StateFolder state) {
    try {
      Files.createDirectories(state.root());
      Path file = state.root().resolve("lock");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return Optional.of(new StateLock(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SystemException busy(StateFolder state) {
    return new SystemException(
        "another tocsin command starts or stops the system in %s: wait until it is done"
            .formatted(state.root()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
