package io.tocsin.messaging.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tocsin.broker.BrokerSecurity;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.access.AccessRules;
import io.tocsin.broker.access.ScramUsers;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.Grant;
import io.tocsin.contracts.access.NamePattern;
import io.tocsin.contracts.access.Operation;
import io.tocsin.contracts.access.Principal;
import io.tocsin.contracts.access.ResourceType;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the declared users may do on a cluster with the declared rules: all else is refused. */
final class AccessIT {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<String> TOPICS =
      Topics.ALL.stream().map(TopicDeclaration::name).toList();
  private static final List<String> GROUPS = List.of("trainer", "inference", "reader-1", "other");
  private static final List<String> TRANSACTIONAL_IDS =
      List.of("trainer-1", "inference-1", "other-1");

  private static BrokerSecurity security;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start(@TempDir Path directory) {
    security = BrokerSecurity.in(directory.resolve("security"));
    broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("data"), 0, Optional.of(security)));
    try (Admin admin = Admin.create(security.adminConnection());
        Producer<byte[], byte[]> producer =
            new KafkaClients(security.adminConnection()).producer()) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
      TOPICS.forEach(topic -> write(producer, topic)); // something to read
      AccessRules rules = new AccessRules(admin);
      rules.apply(Access.ALL);
      Access.ALL.forEach(user -> new ScramUsers(admin).put(user.name(), user.name()));
      await().until(() -> rules.check(Access.ALL).missing().isEmpty());
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void readsTheTopicsItWasGrantedAndNoOthers(Principal principal) {
    try (Consumer<byte[], byte[]> reader = clients(principal).reader()) {
      List<String> read =
          TOPICS.stream().filter(topic -> isAllowed(() -> read(reader, topic))).toList();

      assertEquals(granted(principal, ResourceType.TOPIC, Operation.READ, TOPICS), read);
    }
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void writesTheTopicsItWasGrantedAndNoOthers(Principal principal) {
    try (Producer<byte[], byte[]> producer = clients(principal).producer()) {
      List<String> written =
          TOPICS.stream().filter(topic -> isAllowed(() -> write(producer, topic))).toList();

      assertEquals(granted(principal, ResourceType.TOPIC, Operation.WRITE, TOPICS), written);
    }
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void joinsTheGroupsItWasGrantedAndNoOthers(Principal principal) {
    List<String> joined =
        GROUPS.stream().filter(group -> isAllowed(() -> join(group, principal))).toList();

    assertEquals(granted(principal, ResourceType.GROUP, Operation.READ, GROUPS), joined);
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void transactsUnderTheIdsItWasGrantedAndNoOthers(Principal principal) {
    List<String> begun =
        TRANSACTIONAL_IDS.stream().filter(id -> isAllowed(() -> begin(id, principal))).toList();

    assertEquals(
        granted(principal, ResourceType.TRANSACTIONAL_ID, Operation.WRITE, TRANSACTIONAL_IDS),
        begun);
  }

  private static List<String> granted(
      Principal principal, ResourceType type, Operation operation, List<String> names) {
    return names.stream()
        .filter(
            name ->
                principal.grants().stream()
                    .filter(grant -> grant.type() == type)
                    .filter(grant -> grant.operations().contains(operation))
                    .anyMatch(grant -> means(grant, name)))
        .toList();
  }

  private static boolean means(Grant grant, String name) {
    return grant.pattern() == NamePattern.PREFIXED
        ? name.startsWith(grant.name())
        : name.equals(grant.name());
  }

  private static boolean isAllowed(Runnable attempt) {
    try {
      attempt.run();
      return true;
    } catch (AuthorizationException _) {
      return false;
    }
  }

  private static void read(Consumer<byte[], byte[]> reader, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    reader.assign(List.of(partition));
    reader.seek(partition, 0);
    await().pollInSameThread().pollDelay(Duration.ZERO).until(() -> !reader.poll(POLL).isEmpty());
  }

  private static void write(Producer<byte[], byte[]> producer, String topic) {
    byte[] bytes = {'{'};
    try {
      producer.send(new ProducerRecord<>(topic, 0, bytes, bytes)).get();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (ExecutionException e) {
      throw assertInstanceOf(AuthorizationException.class, e.getCause());
    } catch (KafkaException e) {
      // Who may write nothing gets no producer id, and a producer that knows so sends nothing.
      throw e.getCause() instanceof AuthorizationException refusal ? refusal : e;
    }
  }

  private static void join(String group, Principal principal) {
    try (Consumer<byte[], byte[]> member = clients(principal).member(group, Map.of())) {
      member.subscribe(List.of(known(principal)));
      await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .until(
              () -> {
                member.poll(POLL);
                return !member.assignment().isEmpty();
              });
    }
  }

  /** Returns a topic that does not stand in the way of joining a group. */
  private static String known(Principal principal) {
    Stream<Grant> topics =
        principal.grants().stream().filter(grant -> grant.type() == ResourceType.TOPIC);
    return topics.findFirst().orElseThrow().name();
  }

  private static void begin(String transactionalId, Principal principal) {
    try (Producer<byte[], byte[]> producer =
        clients(principal).transactional(transactionalId, Map.of())) {
      producer.initTransactions();
    }
  }

  private static KafkaClients clients(Principal principal) {
    Map<String, Object> settings =
        new HashMap<>(security.clientSettings(principal.name(), principal.name()));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaClients(settings);
  }
}
