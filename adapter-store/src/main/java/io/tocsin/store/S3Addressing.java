package io.tocsin.store;

/** Where a request names the bucket. */
public enum S3Addressing {
  /** {@code http://host/bucket/key}: what most servers beside AWS need. */
  PATH,
  /** {@code https://bucket.host/key}: what AWS prefers, and a few others demand. */
  VIRTUAL_HOST
}
