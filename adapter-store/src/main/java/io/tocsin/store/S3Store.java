package io.tocsin.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Adapters in a bucket of S3, or of a server that speaks its protocol.
 *
 * <p>The files of a version lie under {@code prefix/version/digest/name}, so that two writers of
 * different files never touch one another's. The object {@code prefix/version/manifest} is written
 * last and never replaced: with it the adapter is there, without it there is none.
 *
 * <p>Fetched adapters are kept in the cache under their version and proven on every fetch. They may
 * be deleted while nobody loads one.
 */
public final class S3Store implements AdapterStore, AutoCloseable {
  private static final String MANIFEST = "/manifest";

  private final S3Location location;
  private final Path cache;
  private final S3Bucket bucket;

  /**
   * Opens a store with the credentials that the SDK finds: system properties, environment, web
   * identity, profile, container, instance. Nothing is asked of the server yet.
   *
   * @param cache where fetched adapters are kept; of this store alone
   * @throws IllegalArgumentException if no region is set anywhere
   */
  public S3Store(S3Location location, Path cache) {
    this(location, cache, DefaultCredentialsProvider.builder().build());
  }

  S3Store(S3Location location, Path cache, AwsCredentialsProvider credentials) {
    this.location = location;
    this.cache = cache.toAbsolutePath().normalize();
    this.bucket = new S3Bucket(location.bucket(), S3Connection.open(location, credentials));
  }

  @Override
  public StoredAdapter put(String version, Path folder) throws IOException {
    AdapterVersion name = new AdapterVersion(version);
    Manifest manifest = Manifest.of(folder);
    Manifest stored = store(location.key(name), manifest, folder);
    URI uri = location.uri(name);
    if (!stored.equals(manifest)) {
      throw new FileAlreadyExistsException(
          uri.toString(),
          null,
          "expected digest %s, found %s".formatted(manifest.digest(), stored.digest()));
    }
    return new StoredAdapter(uri, stored.digest());
  }

  /** Returns what lies there afterwards: these files, or those of whoever was quicker. */
  private Manifest store(String key, Manifest manifest, Path folder) throws IOException {
    Optional<String> earlier = bucket.readIfAllowed(key + MANIFEST);
    if (earlier.isPresent()) {
      return parse(key, earlier.get());
    }
    for (StoredFile file : manifest.files()) {
      bucket.upload(folder.resolve(file.name()), fileKey(key, manifest, file));
    }
    if (!Manifest.of(folder).equals(manifest)) {
      throw new IOException(folder + ": changed while it was stored: store it again");
    }
    if (bucket.create(key + MANIFEST, manifest.text())) {
      return manifest;
    }
    return manifest(key);
  }

  @Override
  public Path fetch(URI uri, FolderDigest expected) throws IOException {
    AdapterVersion version = version(uri);
    Path cached = cache.resolve(version.name());
    if (isProven(cached, expected)) {
      return cached;
    }
    try {
      return fetch(uri, location.key(version), expected, cached);
    } catch (S3RefusedException e) {
      throw e.isNoSuchKey() ? new WrongAdapterException(e.getMessage(), e) : e;
    }
  }

  private Path fetch(URI uri, String key, FolderDigest expected, Path cached) throws IOException {
    Manifest manifest = manifest(key);
    if (!manifest.digest().equals(expected)) {
      throw new WrongAdapterException(
          "%s: expected digest %s, found %s: the files are not those that were published"
              .formatted(uri, expected, manifest.digest()));
    }
    try (IncomingFolder incoming = IncomingFolder.in(cache)) {
      for (StoredFile file : manifest.files()) {
        download(fileKey(key, manifest, file), file, incoming.path());
      }
      return keep(incoming, cached, expected);
    }
  }

  private void download(String key, StoredFile expected, Path folder) throws IOException {
    Path file = folder.resolve(expected.name());
    bucket.download(key, file);
    StoredFile found = StoredFile.of(file);
    if (!found.equals(expected)) {
      throw new WrongAdapterException(
          "%s: expected %s, found %s: the object was cut short or altered"
              .formatted(location.at(key), expected, found));
    }
  }

  /** One at a time, lest a folder just proven be replaced under whoever asked for it. */
  private synchronized Path keep(IncomingFolder incoming, Path cached, FolderDigest expected)
      throws IOException {
    if (!isProven(cached, expected)) {
      incoming.replace(cached);
      if (!isProven(cached, expected)) {
        throw new IOException(
            cached + ": is being written by another process too: give each store its own cache");
      }
    }
    return cached;
  }

  /** What cannot be read as an adapter's folder is not proven either: it is fetched again. */
  private static boolean isProven(Path folder, FolderDigest expected) {
    try {
      return Files.isDirectory(folder) && FolderDigest.of(folder).equals(expected);
    } catch (IOException e) {
      return false;
    }
  }

  private AdapterVersion version(URI uri) throws IOException {
    try {
      return location.version(uri);
    } catch (IllegalArgumentException e) {
      throw new WrongAdapterException(uri + ": " + e.getMessage(), e);
    }
  }

  private Manifest manifest(String key) throws IOException {
    return parse(key, bucket.read(key + MANIFEST));
  }

  private Manifest parse(String key, String text) throws IOException {
    try {
      return Manifest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongAdapterException(location.at(key + MANIFEST) + ": " + e.getMessage(), e);
    }
  }

  private static String fileKey(String key, Manifest manifest, StoredFile file) {
    return key + '/' + manifest.digest() + '/' + file.name();
  }

  /** Ends the connections to the server. */
  @Override
  public void close() {
    bucket.close();
  }
}
