package io.tocsin.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adapters in a directory that trainers and replicas see under the same path. */
public final class DirectoryStore implements AdapterStore {
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
    Path target = root.resolve(new AdapterVersion(version).name());
    Manifest manifest = Manifest.of(folder);
    if (!Files.exists(target)) {
      copy(manifest, folder, target);
    }
    FolderDigest stored = FolderDigest.of(target);
    if (!stored.equals(manifest.digest())) {
      throw new FileAlreadyExistsException(
          target.toString(),
          null,
          "expected digest %s, found %s".formatted(manifest.digest(), stored));
    }
    return new StoredAdapter(target.toUri(), stored);
  }

  @Override
  public Path fetch(URI uri, FolderDigest expected) throws IOException {
    Path folder = inside(uri);
    if (!Files.isDirectory(root)) {
      throw new IOException(root + ": expected the adapter store, found none: is it mounted?");
    }
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
    Path folder = path(uri);
    if (!root.equals(folder.getParent())) {
      throw new WrongAdapterException(uri + ": expected a folder of the adapter store " + root);
    }
    try {
      return root.resolve(new AdapterVersion(folder.getFileName().toString()).name());
    } catch (IllegalArgumentException e) {
      throw new WrongAdapterException(uri + ": " + e.getMessage(), e);
    }
  }

  private static Path path(URI uri) throws IOException {
    try {
      return Path.of(uri).normalize();
    } catch (IllegalArgumentException e) {
      throw new WrongAdapterException(uri + ": expected file:///path: " + e.getMessage(), e);
    }
  }

  private void copy(Manifest manifest, Path folder, Path target) throws IOException {
    try (IncomingFolder incoming = IncomingFolder.in(root)) {
      for (StoredFile file : manifest.files()) {
        Files.copy(folder.resolve(file.name()), incoming.path().resolve(file.name()));
      }
      Manifest copied = Manifest.of(incoming.path());
      if (!copied.equals(manifest)) {
        throw new IOException(folder + ": changed while it was stored: store it again");
      }
      incoming.become(target);
    }
  }
}
