package io.tocsin.llama.safetensors;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** A safetensors header: free strings, and the tensors by name. */
record Header(Map<String, String> metadata, SequencedMap<String, TensorEntry> entries) {
  /** The one name in the header's object that is not a tensor's. */
  static final String METADATA = "__metadata__";

  /** The format's bound on the header, in bytes. */
  static final int MAX_BYTES = 100_000_000;

  /** The header's total size is a multiple of this, so that the data are aligned. */
  static final int ALIGNMENT = 8;

  Header {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
  }
}
