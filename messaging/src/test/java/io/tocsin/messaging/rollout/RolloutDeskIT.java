package io.tocsin.messaging.rollout;

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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
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
