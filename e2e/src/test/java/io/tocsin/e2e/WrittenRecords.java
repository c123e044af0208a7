package io.tocsin.e2e;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What lies in the topics, for somebody who may do everything.
 *
 * @param clients of a cluster
 */
record WrittenRecords(KafkaClients clients) {
  /** The key of what no reader can make sense of. */
  static final byte[] POISON = {'{'};

  /** What its text would be, which no log may hold. */
  static final String POISON_TEXT = "poisoned-tweet-4d1b";

  private static final byte[] UNREADABLE =
      "{\"text\": \"%s\"".formatted(POISON_TEXT).getBytes(StandardCharsets.UTF_8);

  RecordMetadata poison(TopicDeclaration topic) throws Exception {
    return send(new ProducerRecord<>(topic.name(), POISON, UNREADABLE));
  }

  RecordMetadata send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      return producer.send(record).get();
    }
  }

  List<ConsumerRecord<byte[], byte[]>> of(TopicDeclaration topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      new WholeTopics(reader).read(List.of(topic.name()), records::add);
    }
    return records;
  }

  /** Two who read one topic refuse the same record, each with a letter of the same key. */
  long letters(TopicDeclaration source) {
    return of(Topics.deadLetters(source)).stream()
        .map(letter -> ByteBuffer.wrap(letter.key()))
        .distinct()
        .count();
  }

  boolean isIn(TopicDeclaration topic, String text) {
    return of(topic).stream()
        .anyMatch(record -> new String(record.value(), StandardCharsets.UTF_8).contains(text));
  }
}
