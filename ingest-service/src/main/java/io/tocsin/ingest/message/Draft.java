package io.tocsin.ingest.message;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that is ready to be sent.
 *
 * @param id what its message is known by
 * @param record with that id as its key
 */
public record Draft(String id, ProducerRecord<byte[], byte[]> record) {}
