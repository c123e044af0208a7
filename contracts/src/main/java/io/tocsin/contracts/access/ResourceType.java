package io.tocsin.contracts.access;

/** What it may be done to, by Kafka's names. */
public enum ResourceType {
  TOPIC,
  GROUP,
  TRANSACTIONAL_ID
}
