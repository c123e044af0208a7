package io.tocsin.inference.model;

/** What became of one input among many. */
public sealed interface Result<T> {
  /** It was worked on. */
  record Done<T>(T value) implements Result<T> {}

  /**
   * It fails even alone.
   *
   * @param reason in words, without the input
   */
  record Failed<T>(String reason) implements Result<T> {}
}
