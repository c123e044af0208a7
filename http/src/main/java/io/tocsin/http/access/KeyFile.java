package io.tocsin.http.access;

import io.tocsin.apikey.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A file of keys that is read again whenever it changes. It is looked at rather than watched: a
 * secret that Kubernetes mounts changes by a symbolic link, far from the file's own folder.
 *
 * <p>One that can no longer be read changes nothing: a slip would lock everybody out.
 */
final class KeyFile implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KeyFile.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Path file;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("api-keys").factory());
  private volatile KeyRing ring;
  private State seen;
  private String trouble = "";

  /** By what a changed file is known. */
  private record State(FileTime modified, long size, Object file) {
    static State of(Path file) throws IOException {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new State(found.lastModifiedTime(), found.size(), found.fileKey());
    }
  }

  /** Reads a file, this once. */
  KeyFile(Path file) throws IOException {
    this.file = file;
    this.seen = State.of(file);
    this.ring = KeyRing.read(file);
  }

  /**
   * Reads a file, and again when it changes.
   *
   * @throws IllegalStateException if it cannot be read
   */
  static KeyFile follow(Path file) {
    try {
      KeyFile keys = new KeyFile(file);
      var _ =
          keys.looking.scheduleWithFixedDelay(
              keys::look, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
      return keys;
    } catch (IOException e) {
      throw new IllegalStateException(
          "TOCSIN_API_KEYS: expected a file of keys, as tocsin keys create makes it, found " + e,
          e);
    }
  }

  KeyRing ring() {
    return ring;
  }

  /** Reads the file again if it changed, or could not be read when it did. */
  void look() {
    try {
      State now = State.of(file);
      if (!now.equals(seen)) {
        ring = KeyRing.read(file);
        seen = now; // not before: whoever mends a file's owner or mode changes nothing of its state
        trouble = "";
        LOG.infof("read %d API keys again from %s", ring.keys().size(), file);
      }
    } catch (IOException | RuntimeException e) {
      if (!e.toString().equals(trouble)) {
        trouble = e.toString(); // told once, not every second
        LOG.errorf("the API keys stay as they were, since they cannot be read: %s", trouble);
      }
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
