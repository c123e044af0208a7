package io.tocsin.monitor.input;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.DeadLetters;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Topics {@code classifications} and {@code labels} as one stream by tweet; the rest apart. */
public final class Inputs {
  private static final String SERVICE = "monitor-service";

  private Inputs() {}

  /** Adds both sources to a topology, and returns what can be read of them. */
  public static KStream<String, Input> of(
      StreamsBuilder builder, List<String> categories, MeterRegistry registry) {
    KStream<String, Input> tags =
        readable(builder, Topics.CLASSIFICATIONS, new ClassificationParser(), registry);
    KStream<String, Input> labels =
        readable(builder, Topics.LABELS, new LabelParser(categories), registry);
    return tags.merge(labels, Named.as("inputs"));
  }

  private static KStream<String, Input> readable(
      StreamsBuilder builder, TopicDeclaration topic, InputParser parser, MeterRegistry registry) {
    String name = topic.name();
    DeadLetters letters = new DeadLetters(topic, SERVICE);
    InputMeter meter = new InputMeter(registry, topic);
    KStream<String, Input> read =
        builder.stream(name, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
            .process(() -> new InputReader(parser, letters, meter), Named.as(name + "-reader"));
    read.filter(Inputs::isUnreadable, Named.as(name + "-unreadable"))
        .process(LetterWriter::new, Named.as(name + "-letters"))
        .to(
            Topics.deadLetters(topic).name(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-dlq"));
    return read.filterNot(Inputs::isUnreadable, Named.as(name + "-readable"));
  }

  private static boolean isUnreadable(String key, Input input) {
    return input instanceof Input.Unreadable;
  }

  /** Dead letters as they are written. */
  private static final class LetterWriter implements Processor<String, Input, byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;

    @Override
    public void init(ProcessorContext<byte[], byte[]> ours) {
      this.context = ours;
    }

    @Override
    public void process(Record<String, Input> record) {
      if (record.value() instanceof Input.Unreadable(var letter)) {
        context.forward(
            new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()));
      }
    }
  }
}
