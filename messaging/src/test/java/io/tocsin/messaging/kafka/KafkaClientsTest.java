package io.tocsin.messaging.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidGroupIdException;
import org.junit.jupiter.api.Test;

/** Kafka checks settings when a client is made, and needs no broker for that. */
final class KafkaClientsTest {
  private static final String NOWHERE = "127.0.0.1:1";
  private static final Map<String, Object> WRONG_PROTOCOL =
      Map.of("bootstrap.servers", NOWHERE, "security.protocol", "CARRIER_PIGEON");

  @Test
  void takesTheConnectionWithoutAGroup() {
    KafkaClients clients =
        new KafkaClients(Map.of("bootstrap.servers", NOWHERE, "group.id", "service"));

    assertEquals(Map.of("bootstrap.servers", NOWHERE), clients.connection());
  }

  @Test
  void givesTheConnectionToEveryClient() {
    KafkaClients clients = new KafkaClients(WRONG_PROTOCOL);

    assertThrows(KafkaException.class, clients::admin);
    assertThrows(KafkaException.class, clients::reader);
    assertThrows(KafkaException.class, clients::producer);
    assertThrows(KafkaException.class, () -> clients.member("group", Map.of()));
    assertThrows(KafkaException.class, () -> clients.transactional("id", Map.of()));
  }

  @Test
  void readsWithoutAGroup() {
    try (Consumer<byte[], byte[]> reader = KafkaClients.of(NOWHERE).reader()) {
      assertThrows(InvalidGroupIdException.class, () -> reader.subscribe(List.of("tweets")));
    }
  }

  @Test
  void joinsTheNamedGroup() {
    try (Consumer<byte[], byte[]> member = KafkaClients.of(NOWHERE).member("taggers", Map.of())) {
      assertEquals("taggers", member.groupMetadata().groupId());
      member.close(CloseOptions.timeout(Duration.ZERO));
    }
  }

  @Test
  void producesIdempotently() {
    assertThrows(
        ConfigException.class,
        () -> KafkaClients.of(NOWHERE).producer(Map.of("acks", "1")),
        "acks=1 contradicts idempotence");
  }

  @Test
  void takesTimeoutsFromTheConnection() {
    KafkaClients impatient =
        new KafkaClients(
            Map.of(
                "bootstrap.servers", NOWHERE,
                "session.timeout.ms", "-1",
                "transaction.timeout.ms", "none"));

    assertThrows(ConfigException.class, () -> impatient.transactional("id", Map.of()));
    assertThrows(KafkaException.class, () -> impatient.member("group", Map.of()));
  }

  @Test
  void tellsHowLongAnOpenTransactionMayLast() {
    KafkaClients impatient =
        new KafkaClients(Map.of("bootstrap.servers", NOWHERE, "transaction.timeout.ms", "250"));

    assertEquals(Duration.ofMillis(250), impatient.transactionTimeout());
    assertEquals(Duration.ofSeconds(15), KafkaClients.of(NOWHERE).transactionTimeout());
  }

  @Test
  void producesInTransactions() {
    assertThrows(
        ConfigException.class,
        () -> KafkaClients.of(NOWHERE).transactional("id", Map.of("enable.idempotence", false)));
  }
}
