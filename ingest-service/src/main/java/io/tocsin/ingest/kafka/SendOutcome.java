package io.tocsin.ingest.kafka;

/** What became of a record. */
public sealed interface SendOutcome {
  /** All brokers that must have it do. */
  record Written(int partition, long offset) implements SendOutcome {}

  /** Its topic takes none of its size. */
  record TooLarge(String reason) implements SendOutcome {}

  /** Kafka did not take it in time, or refused it; whether it was written is not known. */
  record Failed(String reason) implements SendOutcome {}
}
