package io.tocsin.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A folder being filled. It becomes an adapter's folder at once, or vanishes when closed. */
final class IncomingFolder implements Closeable {
  private static final String PREFIX = ".incoming-";

  /** Longer than any copy takes: what is older was left by a writer that was killed. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path path;

  private IncomingFolder(Path path) {
    this.path = path;
  }

  /**
   * Begins a folder, and deletes those that killed writers left.
   *
   * @param root made when it is missing
   */
  static IncomingFolder in(Path root) throws IOException {
    Files.createDirectories(root);
    deleteAbandoned(root);
    return new IncomingFolder(Files.createDirectory(unusedName(root)));
  }

  Path path() {
    return path;
  }

  /**
   * Gives the folder its name, once its files are safe on disk. A folder that is there already
   * stays, and this one does not replace it: another writer was quicker.
   */
  void become(Path target) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        force(file);
      }
    }
    force(path);
    try {
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.getParent());
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }

  /** Gives the folder a name that another one may have, which is deleted. */
  void replace(Path target) throws IOException {
    if (Files.exists(target)) {
      Path former = unusedName(target.getParent());
      Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
      delete(former);
    }
    become(target);
  }

  @Override
  public void close() throws IOException {
    delete(path);
  }

  private static Path unusedName(Path root) {
    return root.resolve(PREFIX + UUID.randomUUID());
  }

  private static void deleteAbandoned(Path root) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(root, PREFIX + "*")) {
      for (Path folder : left) {
        if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
          delete(folder);
        }
      }
    } catch (NoSuchFileException e) {
      // Another writer is tidying too.
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(folder);
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        delete(entry);
      }
    }
    Files.deleteIfExists(folder);
  }
}
