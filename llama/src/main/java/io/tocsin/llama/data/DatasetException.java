package io.tocsin.llama.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of tweets, or of ids, that cannot be used: which file, where in it, what was expected and
 * what to do.
 */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1;

  DatasetException(Path file, String message) {
    super("%s: %s".formatted(file, message));
  }

  DatasetException(Path file, String message, Throwable cause) {
    this(file, message);
    initCause(cause);
  }

  /** Blames one place of the file, such as {@code line 12} or {@code row 3}. */
  static DatasetException at(Path file, String place, String message) {
    return new DatasetException(file, place + ": " + message);
  }

  static DatasetException at(Path file, String place, String message, Throwable cause) {
    return new DatasetException(file, place + ": " + message, cause);
  }
}
