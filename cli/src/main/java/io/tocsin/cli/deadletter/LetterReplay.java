package io.tocsin.cli.deadletter;

import io.tocsin.cli.client.ServiceException;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.deadletter.DeadLetter;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.messaging.message.Utf8;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Writes records of dead letters into their topics again, each in one transaction with its mark. A
 * second replay that begins ends this one before it reads any mark: no letter is replayed twice.
 */
final class LetterReplay implements AutoCloseable {

  /** A transaction's end must come within its timeout. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final int MOST_RECORDS = 500;

  private final Consumer<byte[], byte[]> reader;
  private final Producer<byte[], byte[]> producer;
  private final Map<String, Integer> partitions = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private final List<String> replayed = new ArrayList<>();
  private int openBytes;

  LetterReplay(KafkaClients clients) {
    this.reader = clients.reader();
    this.producer = clients.transactional(Access.REPLAY, Map.of());
  }

  /**
   * What came of it.
   *
   * @param replayed names of those that were
   * @param before names of those that had been, and were passed over
   * @param refused why others cannot be, by name
   */
  record Summary(List<String> replayed, List<String> before, Map<String, String> refused) {
    Set<String> names() {
      Set<String> names = new HashSet<>(replayed);
      names.addAll(before);
      names.addAll(refused.keySet());
      return names;
    }
  }

  /**
   * Replays letters.
   *
   * @param wanted which ones
   * @param due which of these are replayed, and not passed over
   */
  Summary run(Predicate<Letter> wanted, Predicate<Letter> due) {
    try {
      producer.initTransactions();
      List<Letter> letters = LetterBox.read(reader).stream().filter(wanted).toList();
      List<String> before = letters.stream().filter(due.negate()).map(Letter::name).toList();
      Map<String, String> refused = new TreeMap<>();
      Map<RecordPosition, Letter> sent = new HashMap<>();
      for (Letter letter : letters.stream().filter(due).toList()) {
        refusal(letter)
            .ifPresentOrElse(
                reason -> refused.put(letter.name(), reason),
                () -> sent.put(letter.place(), letter));
      }
      send(sent);
      return new Summary(List.copyOf(replayed), before, refused);
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new ServiceException(
          "another replay began meanwhile; this one wrote %,d records: run it again for the rest"
              .formatted(replayed.size()),
          e);
    }
  }

  private Optional<String> refusal(Letter letter) {
    if (letter.source().isEmpty()) {
      return Optional.of(letter.reason());
    }
    if (letter.leftBehind()) {
      return Optional.of(
          "it was too large for a dead letter: its bytes stand at %s until that topic drops them"
              .formatted(letter.name()));
    }
    int there =
        partitions.computeIfAbsent(letter.topic(), topic -> reader.partitionsFor(topic).size());
    int named = letter.source().get().partition();
    return named < there
        ? Optional.empty()
        : Optional.of(
            "expected one of the %d partitions of topic %s, found partition %d"
                .formatted(there, letter.topic(), named));
  }

  private void send(Map<RecordPosition, Letter> letters) {
    List<String> topics =
        letters.keySet().stream().map(RecordPosition::topic).distinct().sorted().toList();
    for (String topic : topics) {
      new WholeTopics(reader)
          .read(
              List.of(topic),
              record ->
                  Optional.ofNullable(letters.get(ReadTweet.position(record)))
                      .ifPresent(letter -> send(letter, record)));
    }
    commit();
  }

  private void send(Letter letter, ConsumerRecord<byte[], byte[]> record) {
    if (open.isEmpty()) {
      producer.beginTransaction();
    }
    ConsumerRecord<byte[], byte[]> source = StoredLetter.of(record).source();
    send(
        new ProducerRecord<>(
            source.topic(), source.partition(), source.key(), source.value(), source.headers()));
    send(marked(record));
    open.add(letter.name());
    openBytes += record.value().length;
    if (openBytes >= MOST_BYTES || open.size() >= MOST_RECORDS) {
      commit();
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> _ = producer.send(record); // its failure is the commit's
  }

  /** The letter once more, as old as it is, in place of the one before. */
  private static ProducerRecord<byte[], byte[]> marked(ConsumerRecord<byte[], byte[]> letter) {
    Headers headers = new RecordHeaders(letter.headers());
    headers.remove(DeadLetter.REPLAYED);
    headers.add(DeadLetter.REPLAYED, Utf8.bytes(Instant.now().toString()));
    return new ProducerRecord<>(
        letter.topic(),
        letter.partition(),
        letter.timestamp(),
        letter.key(),
        letter.value(),
        headers);
  }

  private void commit() {
    if (!open.isEmpty()) {
      producer.commitTransaction();
      replayed.addAll(open);
      open.clear();
      openBytes = 0;
    }
  }

  /** What is open would hold back the topics' readers until the broker gave it up. */
  @Override
  public void close() {
    try (reader;
        producer) {
      if (!open.isEmpty()) {
        producer.abortTransaction();
      }
    }
  }
}
