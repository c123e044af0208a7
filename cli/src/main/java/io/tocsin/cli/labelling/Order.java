package io.tocsin.cli.labelling;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which tweets are labelled first. */
enum Order {
  /** Any. */
  RANDOM("at random"),
  /** Those of which the newest version is the least certain. */
  UNCERTAIN("uncertain first"),
  /**
   * Those on which the newest version, as a challenger that shadows the one before it, disagrees;
   * then those of which the one before it is the least certain.
   */
  DISPUTED("disputed first");

  private final String words;

  Order(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Returns the name as options and reports have it. */
  @JsonValue
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
