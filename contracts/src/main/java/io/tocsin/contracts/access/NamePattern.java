package io.tocsin.contracts.access;

/** Which resources a grant's name means, by Kafka's names. */
public enum NamePattern {
  /** The one of that name. */
  LITERAL,
  /** All whose names begin with it. */
  PREFIXED
}
