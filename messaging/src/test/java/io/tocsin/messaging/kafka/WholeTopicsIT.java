package io.tocsin.messaging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.topic.Retention;
import io.tocsin.contracts.topic.TopicDeclaration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WholeTopicsIT {
  private static EmbeddedBroker broker;
  private static KafkaClients clients;
  private static Admin admin;

  private final List<String> read = new ArrayList<>();
  private Consumer<byte[], byte[]> consumer;
  private String topic;

  @BeforeAll
  static void startBroker(@TempDir Path directory) {
    broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
    clients = KafkaClients.of(broker.bootstrapServers());
    admin = clients.admin();
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    Retention day = new Retention.Timed(Duration.ofDays(1));
    new TopicCreator(admin)
        .createOrCheck(List.of(new TopicDeclaration(topic, "any", byte[].class, 3, day, 100_000)));
    consumer = clients.reader();
  }

  @AfterEach
  void closeConsumer() {
    consumer.close();
  }

  @Test
  void readsAllPartitionsThoughSomeAreEmpty() {
    write(0, "a", "b", "c");
    write(2, "d");

    readAll();

    assertEquals(List.of("a", "b", "c"), read.stream().filter(v -> !v.equals("d")).toList());
    assertTrue(read.contains("d"));
  }

  @Test
  void readsNothingFromAnEmptyTopic() {
    readAll();

    assertEquals(List.of(), read);
  }

  @Test
  void endsAtTheMarkerOfACommittedTransaction() {
    try (Producer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, 0, "a", "b");
      producer.commitTransaction();
    }

    readAll();

    assertEquals(List.of("a", "b"), read);
    assertEquals(3, consumer.position(partition(0)));
  }

  @Test
  void endsWhereAllThatIsLeftWasAborted() {
    write(0, "a");
    try (Producer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, 0, "b", "c");
      producer.flush();
      producer.abortTransaction();
    }

    readAll();

    assertEquals(List.of("a"), read);
  }

  @Test
  void endsBeforeAnOpenTransaction() {
    write(0, "a");
    try (Producer<byte[], byte[]> producer = transactional()) {
      producer.beginTransaction();
      send(producer, 0, "b");
      producer.flush();
      write(0, "c");

      readAll();

      assertEquals(List.of("a"), read);
      producer.abortTransaction();
    }
  }

  @Test
  void passesTheRecordsAfterTheEndsOverAndLeavesThemToTheNextPoll() {
    write(0, "a", "b");
    write(1, "x");
    Map<TopicPartition, Long> ends = new WholeTopics(consumer).ends(List.of(topic));
    write(0, "c", "d");
    write(2, "y");

    new WholeTopics(consumer).read(ends, this::add);

    assertEquals(List.of("a", "b", "x"), read.stream().sorted().toList());
    pollUntil(6);
    assertEquals(List.of("a", "b", "c", "d", "x", "y"), read.stream().sorted().toList());
  }

  @Test
  void readsAgainFromTheBeginning() {
    write(0, "a");
    readAll();

    readAll();

    assertEquals(List.of("a", "a"), read);
  }

  @Test
  void endsThoughWhatWasWantedIsNoLongerThere() throws Exception {
    write(0, "a", "b", "c");
    Map<TopicPartition, Long> ends = Map.of(partition(0), 2L);
    admin.deleteRecords(Map.of(partition(0), RecordsToDelete.beforeOffset(3))).all().get();
    write(0, "d");

    new WholeTopics(consumer).read(ends, this::add);

    assertEquals(List.of(), read);
  }

  @Test
  void readsOnlyThePartitionsThatHaveAnEnd() {
    write(0, "a");
    write(1, "b");

    new WholeTopics(consumer).read(Map.of(partition(1), 1L), this::add);

    assertEquals(List.of("b"), read);
  }

  @Test
  void namesATopicThatIsNotThere() {
    UnknownTopicOrPartitionException e =
        assertThrows(
            UnknownTopicOrPartitionException.class,
            () -> new WholeTopics(consumer).ends(List.of(topic, "nowhere")));

    assertEquals(
        "topic nowhere: expected on the cluster, found none: create it first", e.getMessage());
  }

  private void readAll() {
    new WholeTopics(consumer).read(List.of(topic), this::add);
  }

  private void pollUntil(int count) {
    while (read.size() < count) {
      consumer.poll(Duration.ofMillis(100)).forEach(this::add);
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    read.add(new String(record.value(), UTF_8));
  }

  private void write(int partition, String... values) {
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      send(producer, partition, values);
    }
  }

  private void send(Producer<byte[], byte[]> producer, int partition, String... values) {
    for (String value : values) {
      byte[] bytes = value.getBytes(UTF_8);
      var _ = producer.send(new ProducerRecord<>(topic, partition, bytes, bytes));
    }
  }

  private Producer<byte[], byte[]> transactional() {
    Producer<byte[], byte[]> producer = clients.transactional(topic, Map.of());
    producer.initTransactions();
    return producer;
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }
}
