package io.tocsin.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.access.ScramUsers;
import io.tocsin.broker.topic.AdminReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecurityIT {
  private static final NewTopic TOPIC = new NewTopic("topic", 1, (short) 1);

  @TempDir private static Path directory;
  private static BrokerSecurity security;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    security = BrokerSecurity.in(directory.resolve("security"));
    broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("data"), 0, Optional.of(security)));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void keepsUsersAndKeysOverARestart() {
    Map<String, Object> user = user("user", "secret");
    try (Admin admin = Admin.create(security.adminConnection())) {
      AdminReply.of(admin.createTopics(List.of(TOPIC)).all());
    }
    broker.close();
    start();
    user.put("bootstrap.servers", broker.bootstrapServers());

    try (Admin admin = Admin.create(security.adminConnection());
        Admin knows = Admin.create(user)) {
      assertEquals(Set.of("topic"), AdminReply.of(admin.listTopics().names()));
      assertEquals(Set.of(), AdminReply.of(knows.listTopics().names()));
    }
  }

  @Test
  void givesNobodyAnythingThatWasNotGranted() {
    try (Admin user = Admin.create(user("user", "secret"))) {
      assertThrows(
          TopicAuthorizationException.class,
          () -> AdminReply.of(user.createTopics(List.of(TOPIC)).all()));
      assertThrows(
          ClusterAuthorizationException.class,
          () -> AdminReply.of(user.describeAcls(AclBindingFilter.ANY).values()));
    }
  }

  @Test
  void letsNobodyInWithAWrongPassword() {
    user("user", "secret");

    SaslAuthenticationException e =
        assertThrows(SaslAuthenticationException.class, () -> ask(client("user", "guess")));

    assertTrue(e.getMessage().contains("invalid credentials"), e.getMessage());
  }

  @Test
  void letsNobodyInWhoIsUnknown() {
    assertThrows(SaslAuthenticationException.class, () -> ask(client("other", "secret")));
  }

  @Test
  void speaksToNobodyWithoutTls() {
    Map<String, Object> plain = client("user", "secret");
    plain.put("security.protocol", "SASL_PLAINTEXT");

    assertThrows(TimeoutException.class, () -> ask(plain));
  }

  @Test
  void isNotTrustedWithAnotherCertificate() {
    BrokerSecurity other = BrokerSecurity.in(directory.resolve("other"));
    other.prepare();
    Map<String, Object> settings = client("user", "secret");
    settings.put("ssl.truststore.location", other.certificate().toString());

    assertThrows(SslAuthenticationException.class, () -> ask(settings));
  }

  @Test
  void keepsItsSecretsFromOthers() throws Exception {
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(directory.resolve("security"))));
  }

  private static Map<String, Object> user(String user, String password) {
    try (Admin admin = Admin.create(security.adminConnection())) {
      new ScramUsers(admin).put(user, password);
    }
    return client(user, password);
  }

  private static Map<String, Object> client(String user, String password) {
    Map<String, Object> settings = new HashMap<>(security.clientSettings(user, password));
    settings.put("bootstrap.servers", broker.bootstrapServers());
    return settings;
  }

  private static void ask(Map<String, Object> settings) throws KafkaException {
    Map<String, Object> impatient = new HashMap<>(settings);
    impatient.put("default.api.timeout.ms", 3000);
    impatient.put("request.timeout.ms", 3000);
    try (Admin admin = Admin.create(impatient)) {
      AdminReply.of(admin.listTopics().names());
    }
  }
}
