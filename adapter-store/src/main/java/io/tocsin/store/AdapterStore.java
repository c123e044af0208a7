package io.tocsin.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Keeps adapters, each under its version. What was stored never changes. */
public interface AdapterStore {
  /**
   * Stores a copy of a folder, which appears whole or not at all. Storing the same files under the
   * same version again does nothing, so that a trainer killed afterwards may repeat it.
   *
   * @param version letters, digits, dots, hyphens and underscores
   * @param folder its regular files are stored; it may have no folders within
   * @throws java.nio.file.FileAlreadyExistsException if the version holds other files
   * @throws IOException if the folder cannot be read or the store cannot be written
   */
  StoredAdapter put(String version, Path folder) throws IOException;

  /**
   * Returns a local folder with an adapter's files, proven to be those that were announced. It is
   * the store's own: whoever fetches must not write to it.
   *
   * @param uri as {@link #put} returned it
   * @param expected as {@link #put} returned it
   * @throws WrongAdapterException if there is no such adapter, or its files are not those expected;
   *     the message tells what was expected and what was found
   * @throws IOException if the store cannot be read; later it may be
   */
  Path fetch(URI uri, FolderDigest expected) throws IOException;
}
