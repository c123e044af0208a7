package io.tocsin.messaging.rollout;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One cluster; each test decides on a base of its own. */
@Timeout(60)
final class RolloutDeskIT {
  private static final MessageWriter WRITER = new MessageWriter(URI.create("/test"));

  private static EmbeddedBroker broker;
  private static KafkaClients clients;
  private static Producer<byte[], byte[]> producer;

  @BeforeAll
  static void start(@TempDir Path directory) {
    broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
    clients = KafkaClients.of(broker.bootstrapServers());
    try (Admin admin = clients.admin()) {
      new TopicCreator(admin).createOrCheck(Topics.SOURCES);
    }
    producer = clients.producer();
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void putsOneRolloutAfterTheOtherInForce() {
    String base = base('1');
    publish("one", base);
    publish("two", base);
    RolloutDesk desk = desk(RolloutDeskIT::send);

    RolloutInForce first = desk.decide(order(base, new RolloutChange.Activate("one")));
    RolloutInForce second = desk.decide(order(base, new RolloutChange.Activate("two")));
    RolloutInForce third = desk.decide(order(base, new RolloutChange.RollBack()));

    assertEquals(Optional.of(first.offset()), second.rollout().replacesOffset());
    assertEquals("one", third.rollout().active());
    assertEquals(List.of(third, second, first), desk.read().history(base).newestFirst());
  }

  @Test
  void saysWhoCameFirstIfItLosesTheRace() {
    String base = base('2');
    publish("mine", base);
    publish("theirs", base);
    RolloutDesk rival = desk(RolloutDeskIT::send);
    RolloutDesk desk =
        desk(
            record -> {
              rival.decide(order(base, new RolloutChange.Activate("theirs")));
              return send(record);
            });

    RolloutRefusedException refusal =
        assertThrows(
            RolloutRefusedException.class,
            () -> desk.decide(order(base, new RolloutChange.Activate("mine"))));

    assertEquals(RolloutRefusedException.Reason.LOST_RACE, refusal.reason());
    assertTrue(refusal.getMessage().contains("is stale"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("by ada (to see it)"), refusal::getMessage);
    assertEquals("theirs", desk.read().history(base).inForce().orElseThrow().rollout().active());
  }

  @Test
  void writesNothingIfAnotherIsInForceThanStated() {
    String base = base('3');
    publish("stated", base);
    RolloutDesk desk =
        desk(
            record -> {
              throw new AssertionError("written: " + record);
            });
    RolloutOrder unseen =
        new RolloutOrder(
            new RolloutChange.Activate("stated"),
            "ada",
            "to see it",
            Optional.of(base),
            Optional.of(99L));

    RolloutRefusedException refusal =
        assertThrows(RolloutRefusedException.class, () -> desk.decide(unseen));

    assertEquals(RolloutRefusedException.Reason.LOST_RACE, refusal.reason());
    assertTrue(refusal.getMessage().contains("found none"), refusal::getMessage);
  }

  @Test
  void demandsABaseWhereThereAreSeveral() {
    publish("on-four", base('4'));
    publish("on-five", base('5'));
    RolloutOrder unstated =
        new RolloutOrder(
            new RolloutChange.Activate("on-four"),
            "ada",
            "to see it",
            Optional.empty(),
            Optional.empty());

    RolloutRefusedException refusal =
        assertThrows(
            RolloutRefusedException.class, () -> desk(RolloutDeskIT::send).decide(unstated));

    assertTrue(refusal.getMessage().contains(base('5')), refusal::getMessage);
  }

  @Test
  void waitsForTheEndOfADeadTrainersTransaction() throws Exception {
    String base = base('6');
    publish("behind", base);
    try (Producer<byte[], byte[]> dead = publishing(Duration.ofSeconds(1))) {
      RolloutDesk desk = impatient(Duration.ofSeconds(1));

      RolloutInForce decided = desk.decide(order(base, new RolloutChange.Activate("behind")));

      assertEquals(Optional.of(decided), desk.read().history(base).inForce());
      dead.close(Duration.ZERO);
    }
  }

  @Test
  void saysThatItIsNotKnownWhetherWhatItWroteCounts() throws Exception {
    String base = base('7');
    publish("hidden", base);
    RolloutDesk desk = impatient(Duration.ofMillis(100));
    try (Producer<byte[], byte[]> publishing = publishing(Duration.ofSeconds(30))) {
      RolloutUnsettledException unsettled =
          assertThrows(
              RolloutUnsettledException.class,
              () -> desk.decide(order(base, new RolloutChange.Activate("hidden"))));

      publishing.abortTransaction();
      RolloutInForce written =
          await().until(() -> desk.read().history(base).inForce(), Optional::isPresent).get();
      String told = unsettled.getMessage();
      assertTrue(told.startsWith("rollout %d is written;".formatted(written.offset())), told);
    }
  }

  /** Returns a desk with little patience of its own, where transactions have a timeout. */
  private static RolloutDesk impatient(Duration transactionTimeout) {
    KafkaClients connected =
        new KafkaClients(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                transactionTimeout.toMillis()));
    return new RolloutDesk(
        connected, RolloutDeskIT::send, WRITER, InstantSource.system(), Duration.ofSeconds(1));
  }

  /** Returns a trainer in the middle of publishing, for a base of its own. */
  private static Producer<byte[], byte[]> publishing(Duration timeout) throws Exception {
    Producer<byte[], byte[]> trainer =
        clients.transactional(
            "trainer",
            Map.of(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(timeout.toMillis())));
    trainer.initTransactions();
    trainer.beginTransaction();
    trainer.send(new ProducerRecord<>(Topics.ROLLOUTS.name(), new byte[] {'{'})).get();
    return trainer;
  }

  private static RolloutDesk desk(RolloutDesk.Outbox outbox) {
    return new RolloutDesk(clients, outbox, WRITER, InstantSource.system(), Duration.ofSeconds(20));
  }

  private static RolloutOrder order(String base, RolloutChange change) {
    return new RolloutOrder(change, "ada", "to see it", Optional.of(base), Optional.empty());
  }

  private static void publish(String version, String base) {
    send(WRITER.record(Topics.ADAPTERS, version, Examples.adapter(version, base), Examples.NOON));
  }

  private static long send(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get().offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static String base(char digit) {
    return Character.toString(digit).repeat(64);
  }
}
