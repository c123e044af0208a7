package io.tocsin.ingest.upload;

/** A line of an upload. */
sealed interface Line {
  /** Nothing but white space. */
  record Blank() implements Line {}

  /** One that can be read. */
  final class Content implements Line {
    private final byte[] bytes;

    Content(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Returns it without the line feed. */
    byte[] bytes() {
      return bytes;
    }
  }

  /** One that is longer than allowed. */
  record TooLong() implements Line {}
}
