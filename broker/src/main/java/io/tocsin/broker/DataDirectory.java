package io.tocsin.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A data directory that belongs to one broker until it is closed. The lock is the operating
 * system's, so that it ends with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "broker.lock";
  private static final String LOGS = "kafka";

  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the directory, and makes it if it is not there.
   *
   * @throws BrokerException if another broker has it, or it cannot be written to
   */
  static DataDirectory take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel)) {
        return new DataDirectory(path, channel);
      }
      channel.close();
      throw new BrokerException(
          "another broker uses data directory %s: stop that one, or choose another directory"
              .formatted(path));
    } catch (IOException e) {
      throw new BrokerException(
          "data directory %s cannot be used (%s): choose one that can be written to"
              .formatted(path, e),
          e);
    }
  }

  /** Returns where Kafka keeps its logs. */
  Path logs() {
    return path.resolve(LOGS);
  }

  @Override
  public void close() {
    try {
      lock.close();
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
