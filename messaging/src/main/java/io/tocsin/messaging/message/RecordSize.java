package io.tocsin.messaging.message;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/** How large records are, headers included: one of two bytes in Kafka takes far more in memory. */
public final class RecordSize {
  /** What the objects of a header take beside its name and value. */
  private static final int HEADER_BYTES = 128;

  private RecordSize() {}

  /** Returns what Kafka's producers hold against their limit: at least what is sent and stored. */
  public static int sent(ProducerRecord<byte[], byte[]> record) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        record.key(),
        record.value(),
        record.headers().toArray());
  }

  /** Returns about how many bytes of memory a record takes that was read. */
  public static long held(ConsumerRecord<byte[], byte[]> record) {
    long bytes = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      bytes += HEADER_BYTES + header.key().length() + length(header.value());
    }
    return bytes;
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
