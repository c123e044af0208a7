package io.tocsin.llama.safetensors;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Proves that a header's tensors tile the data: each as large as its shape, no hole, no overlap.
 */
final class Layout {
  private static final Comparator<Map.Entry<String, TensorEntry>> BY_OFFSET =
      Comparator.<Map.Entry<String, TensorEntry>>comparingLong(entry -> entry.getValue().begin())
          .thenComparingLong(entry -> entry.getValue().end())
          .thenComparing(Map.Entry::getKey);

  private final Path file;
  private final long dataSize;

  private Layout(Path file, long dataSize) {
    this.file = file;
    this.dataSize = dataSize;
  }

  /**
   * Returns the header with its entries in offset order.
   *
   * @param dataSize how many bytes of the file follow the header
   */
  static Header prove(Path file, Header header, long dataSize) throws SafetensorsException {
    Layout layout = new Layout(file, dataSize);
    for (Map.Entry<String, TensorEntry> entry : header.entries().entrySet()) {
      layout.requireSpan(entry.getKey(), entry.getValue());
    }
    SequencedMap<String, TensorEntry> ordered = new LinkedHashMap<>();
    header.entries().entrySet().stream()
        .sorted(BY_OFFSET)
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    layout.requireTiling(ordered);
    return new Header(header.metadata(), ordered);
  }

  private void requireSpan(String name, TensorEntry entry) throws SafetensorsException {
    if (entry.begin() > entry.end()) {
      throw fault(Fault.OFFSETS_REVERSED, name, "expected begin ≤ end, found " + entry);
    }
    if (entry.end() > dataSize) {
      throw fault(
          Fault.OUT_OF_FILE,
          name,
          "expected at most the %d bytes of data in the file, found %s".formatted(dataSize, entry));
    }
    long expected = byteSize(name, entry);
    if (expected != entry.end() - entry.begin()) {
      throw fault(
          Fault.SPAN_MISMATCH, name, "expected a span of " + expected + " bytes, found " + entry);
    }
  }

  private long byteSize(String name, TensorEntry entry) throws SafetensorsException {
    try {
      return entry.dtype().byteSize(entry.dimensions());
    } catch (ArithmeticException _) {
      throw fault(Fault.OVERFLOW, name, "expected a size below 2^63 bytes, found " + entry);
    }
  }

  private void requireTiling(SequencedMap<String, TensorEntry> ordered)
      throws SafetensorsException {
    long end = 0;
    for (Map.Entry<String, TensorEntry> entry : ordered.entrySet()) {
      long begin = entry.getValue().begin();
      if (begin != end) {
        throw fault(
            begin > end ? Fault.HOLE : Fault.OVERLAP,
            entry.getKey(),
            "expected to begin at %d, found %s".formatted(end, entry.getValue()));
      }
      end = entry.getValue().end();
    }
    if (end != dataSize) {
      throw new SafetensorsException(
          Fault.TRAILING_BYTES,
          file,
          "expected the data to end at %d, found %d bytes".formatted(end, dataSize));
    }
  }

  private SafetensorsException fault(Fault fault, String name, String message) {
    return new SafetensorsException(fault, file, "'" + name + "': " + message);
  }
}
