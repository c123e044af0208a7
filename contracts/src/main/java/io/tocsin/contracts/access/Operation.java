package io.tocsin.contracts.access;

/** What may be done, by Kafka's names. Reading and writing bring {@link #DESCRIBE} with them. */
public enum Operation {
  READ,
  WRITE,
  CREATE,
  DELETE,
  DESCRIBE,
  DESCRIBE_CONFIGS
}
