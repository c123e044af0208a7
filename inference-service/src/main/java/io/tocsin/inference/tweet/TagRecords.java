package io.tocsin.inference.tweet;

import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.inference.batch.ComputedBatch;
import io.tocsin.inference.batch.Outcome;
import io.tocsin.inference.model.CategoryLogits;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.message.DeadLetters;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Outcomes as records: tags for {@code classifications}, the rest as dead letters. */
final class TagRecords {
  private static final String SERVICE = "inference-service";

  private final String baseFingerprint;
  private final TweetTraces traces;
  private final MessageWriter writer = new MessageWriter(URI.create("/" + SERVICE));
  private final DeadLetters deadLetters = new DeadLetters(Topics.TWEETS, SERVICE);

  TagRecords(String baseFingerprint, TweetTraces traces) {
    this.baseFingerprint = baseFingerprint;
    this.traces = traces;
  }

  /**
   * Returns what is to be written of an outcome.
   *
   * @param batch that the outcome belongs to
   */
  List<ProducerRecord<byte[], byte[]>> of(Outcome outcome, ComputedBatch batch) {
    List<ProducerRecord<byte[], byte[]>> written =
        switch (outcome) {
          case Outcome.Answered answered ->
              answered.tags().stream().map(tag -> tag(answered, tag, batch)).toList();
          case Outcome.DeadLettered(var record, var reason) ->
              List.of(deadLetters.of(record, reason, batch.at()));
          case Outcome.Deleted deleted ->
              List.of(writer.tombstone(Topics.LABELS, deleted.id(), batch.at()));
        };
    traces.carry(outcome.record(), written);
    return written;
  }

  /** A tag made again bears the same event id. */
  private ProducerRecord<byte[], byte[]> tag(
      Outcome.Answered answered, Outcome.Tag tag, ComputedBatch batch) {
    ConsumerRecord<byte[], byte[]> source = answered.record();
    RecordPosition position =
        new RecordPosition(source.topic(), source.partition(), source.offset());
    Classification message =
        new Classification(
            answered.id(),
            tag.classification().category(),
            tag.classification().probability(),
            CategoryLogits.of(tag.categories(), tag.classification()),
            tag.role(),
            tag.version(),
            baseFingerprint,
            batch.rolloutOffset(),
            source.partition(),
            source.offset(),
            tag.classification().tokens(),
            answered.text().text().codePointCount(0, answered.text().text().length()),
            keyword(answered.text()),
            Instant.ofEpochMilli(source.timestamp()),
            batch.at());
    String eventId = position + "-" + tag.role().name().toLowerCase(Locale.ROOT);
    return writer.record(Topics.CLASSIFICATIONS, answered.id(), message, eventId, batch.at());
  }

  private static Optional<String> keyword(TweetText text) {
    return Optional.of(text.keyword())
        .filter(keyword -> !keyword.isBlank() && keyword.length() <= KeywordCounts.MAX_CHARACTERS);
  }
}
