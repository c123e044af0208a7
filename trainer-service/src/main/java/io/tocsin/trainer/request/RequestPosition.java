package io.tocsin.trainer.request;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a request stands in its topic. */
record RequestPosition(TopicPartition partition, long offset) {
  static RequestPosition of(ConsumerRecord<?, ?> record) {
    return new RequestPosition(
        new TopicPartition(record.topic(), record.partition()), record.offset());
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
