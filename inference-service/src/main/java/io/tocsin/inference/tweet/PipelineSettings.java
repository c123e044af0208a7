package io.tocsin.inference.tweet;

import io.tocsin.inference.batch.BatchLimit;
import io.tocsin.messaging.trace.RecordTraces;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * What the stages work with.
 *
 * @param consumer a member of the group; the pipeline closes it
 * @param producers make producers that all have this replica's transactional id; the pipeline
 *     closes them
 * @param uncommitted make readers that see records before they are committed, too
 * @param baseFingerprint that tags name
 * @param limit of a batch
 * @param traces of the tweets
 */
public record PipelineSettings(
    Consumer<byte[], byte[]> consumer,
    Supplier<Producer<byte[], byte[]>> producers,
    Supplier<Consumer<byte[], byte[]>> uncommitted,
    String baseFingerprint,
    BatchLimit limit,
    RecordTraces traces) {}
