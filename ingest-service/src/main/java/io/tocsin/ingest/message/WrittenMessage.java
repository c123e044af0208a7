package io.tocsin.ingest.message;

/**
 * A message that Kafka has acknowledged.
 *
 * @param id what it is known by
 * @param partition of its topic
 * @param offset in that partition
 */
public record WrittenMessage(String id, int partition, long offset) {}
