package io.tocsin.llama.checkpoint;

/** Hears how far a fingerprint has come. Called from several threads at once. */
@FunctionalInterface
public interface FingerprintProgress {
  /** So many bytes of all have been read. */
  void advanced(long bytesDone, long bytesTotal);
}
