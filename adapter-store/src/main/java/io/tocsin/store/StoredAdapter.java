package io.tocsin.store;

import java.net.URI;

/**
 * An adapter in a store.
 *
 * @param uri where it lies, absolute
 * @param digest of its files
 */
public record StoredAdapter(URI uri, FolderDigest digest) {}
