package io.tocsin.trainer.label;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of topic {@code labels} that nobody can learn from.
 *
 * @param record as it came
 * @param reason what was expected and what was found
 */
public record UnreadableLabel(ConsumerRecord<byte[], byte[]> record, String reason) {}
