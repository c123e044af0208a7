package io.tocsin.monitor.input;

import io.tocsin.messaging.message.DeadLetters;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.message.Utf8;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Bytes into inputs, keyed by tweet. What cannot be read becomes a dead letter; what fails further
 * down is no fault of the record, and none.
 */
final class InputReader implements Processor<byte[], byte[], String, Input> {
  private final InputParser parser;
  private final DeadLetters letters;
  private final InputMeter meter;
  private ProcessorContext<String, Input> context;

  InputReader(InputParser parser, DeadLetters letters, InputMeter meter) {
    this.parser = parser;
    this.letters = letters;
    this.meter = meter;
  }

  @Override
  public void init(ProcessorContext<String, Input> ours) {
    this.context = ours;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long now = context.currentSystemTimeMs();
    Instant writtenAt = Instant.ofEpochMilli(Math.min(record.timestamp(), now));
    try {
      Read read = read(record, writtenAt);
      forward(record, read.key(), read.input());
      meter.read();
    } catch (UnreadableMessageException e) {
      refuse(record, e.getMessage(), Instant.ofEpochMilli(now));
      meter.unreadable();
      keyIfAny(record)
          .ifPresent(
              key ->
                  parser
                      .insteadOfUnreadable(writtenAt)
                      .ifPresent(input -> forward(record, key, input)));
    }
  }

  private record Read(String key, Input input) {}

  private Read read(Record<byte[], byte[]> record, Instant writtenAt)
      throws UnreadableMessageException {
    String key = key(record);
    try {
      return new Read(key, parser.parse(key, record.value(), writtenAt));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException(e.getMessage());
    }
  }

  private void refuse(Record<byte[], byte[]> record, String reason, Instant now) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>(
            place.topic(),
            place.partition(),
            place.offset(),
            record.timestamp(),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            record.key(),
            record.value(),
            new RecordHeaders(record.headers().toArray()),
            Optional.empty());
    forward(record, "", new Input.Unreadable(letters.of(source, reason, now)));
  }

  private void forward(Record<byte[], byte[]> record, String key, Input input) {
    context.forward(new Record<>(key, input, record.timestamp()));
  }

  private static String key(Record<byte[], byte[]> record) throws UnreadableMessageException {
    if (record.key() == null) {
      throw new UnreadableMessageException("key: expected the tweet's id, found none");
    }
    return Utf8.text(record.key());
  }

  private static Optional<String> keyIfAny(Record<byte[], byte[]> record) {
    try {
      return Optional.of(key(record));
    } catch (UnreadableMessageException _) {
      return Optional.empty();
    }
  }
}
