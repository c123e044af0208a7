package io.tocsin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Adapters in a directory that trainers and replicas see under the same path. */
public final class DirectoryStore implements AdapterStore {
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  /** No version begins with a dot: what a killed writer leaves is never taken for an adapter. */
  private static final String INCOMING = ".incoming-";

  private final Path root;

  /**
   * Opens a store.
   *
   * @param root made when the first adapter is stored
   */
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public StoredAdapter put(String version, Path folder) throws IOException {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "version: expected letters, digits, dots, hyphens and underscores, found " + version);
    }
    FolderDigest digest = FolderDigest.of(folder);
    Path target = root.resolve(version);
    if (!Files.exists(target)) {
      copy(folder, target);
    }
    FolderDigest stored = FolderDigest.of(target);
    if (!stored.equals(digest)) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "expected digest %s, found %s".formatted(digest, stored));
    }
    return new StoredAdapter(target.toUri(), digest);
  }

  @Override
  public Path fetch(URI uri, FolderDigest expected) throws IOException {
    Path folder = inside(uri);
    if (!Files.isDirectory(folder)) {
      throw new WrongAdapterException(folder + ": expected an adapter's folder, found none");
    }
    FolderDigest found = FolderDigest.of(folder);
    if (!found.equals(expected)) {
      throw new WrongAdapterException(
          "%s: expected digest %s, found %s: the files are not those that were published"
              .formatted(folder, expected, found));
    }
    return folder;
  }

  /** A record in Kafka must not make us read files elsewhere. */
  private Path inside(URI uri) throws IOException {
    if (!"file".equals(uri.getScheme())) {
      throw new WrongAdapterException(uri + ": expected a file: URI within " + root);
    }
    Path folder = Path.of(uri).normalize();
    if (!root.equals(folder.getParent())) {
      throw new WrongAdapterException(uri + ": expected a folder of the adapter store " + root);
    }
    return folder;
  }

  private void copy(Path folder, Path target) throws IOException {
    Files.createDirectories(root);
    Path incoming = Files.createDirectory(root.resolve(INCOMING + UUID.randomUUID()));
    try {
      for (Path file : FolderDigest.files(folder)) {
        Path copy = incoming.resolve(file.getFileName());
        Files.copy(file, copy);
        force(copy);
      }
      publish(incoming, target);
    } finally {
      discard(incoming);
    }
  }

  private static void publish(Path incoming, Path target) throws IOException {
    try {
      Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
      force(target.getParent());
    } catch (AtomicMoveNotSupportedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Another trainer may have been quicker: then what it stored decides.
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void discard(Path incoming) throws IOException {
    if (!Files.exists(incoming)) {
      return;
    }
    try (Stream<Path> files = Files.list(incoming)) {
      files.forEach(DirectoryStore::delete);
    }
    Files.delete(incoming);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
