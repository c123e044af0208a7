package io.tocsin.llama.safetensors;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not a valid safetensors file: which file, what was expected, what was found. */
public final class SafetensorsException extends IOException {
  private static final long serialVersionUID = 1;

  private final Fault fault;

  SafetensorsException(Fault fault, Path file, String message) {
    super("%s: %s (%s)".formatted(file, message, fault));
    this.fault = fault;
  }

  SafetensorsException(Fault fault, Path file, String message, Throwable cause) {
    this(fault, file, message);
    initCause(cause);
  }

  /** Returns the way in which the file is wrong. */
  public Fault fault() {
    return fault;
  }
}
