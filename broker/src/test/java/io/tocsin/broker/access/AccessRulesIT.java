package io.tocsin.broker.access;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.BrokerSecurity;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.topic.AdminReply;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.access.Grant;
import io.tocsin.contracts.access.NamePattern;
import io.tocsin.contracts.access.Operation;
import io.tocsin.contracts.access.Principal;
import io.tocsin.contracts.access.ResourceType;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccessRulesIT {
  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start(@TempDir Path directory) {
    BrokerSecurity security = BrokerSecurity.in(directory.resolve("security"));
    broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("data"), 0, Optional.of(security)));
    admin = Admin.create(security.adminConnection());
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void createsWhatIsMissingOnce() {
    AccessRules rules = new AccessRules(admin);

    AccessReport first = rules.apply(Access.ALL);

    assertEquals(Access.ALL.stream().flatMap(AccessRules::rules).count(), first.missing().size());
    await().until(() -> rules.check(Access.ALL).missing().isEmpty());
    assertEquals(List.of(), rules.check(Access.ALL).unexpected());
  }

  @Test
  void tellsOfMoreThanWasDeclaredAndLeavesIt() {
    AccessRules rules = new AccessRules(admin);
    Principal more = principal(grant(Operation.READ, Operation.WRITE));
    AdminReply.of(admin.createAcls(AccessRules.rules(more).toList()).all());
    await().until(() -> rules.check(List.of(more)).missing().isEmpty());

    AccessReport report = rules.apply(List.of(principal(grant(Operation.READ))));

    assertEquals(List.of("someone: WRITE on group some-*"), texts(report.unexpected()));
    assertTrue(rules.check(List.of(more)).missing().isEmpty());
  }

  @Test
  void tellsOfWhatEverybodyMayAndMayNotDoWithWhatIsOurs() {
    AccessRules rules = new AccessRules(admin);
    List<Principal> concerned = List.of(readerOf(Topics.ROLLOUTS));
    List<Principal> others = List.of(readerOf(Topics.TWEETS));
    List<AclBinding> everybodys =
        List.of(everybodys(AclPermissionType.ALLOW), everybodys(AclPermissionType.DENY));
    AdminReply.of(admin.createAcls(everybodys).all());
    try {
      await()
          .untilAsserted(
              () ->
                  assertEquals(
                      List.of(
                          "everybody: WRITE on topic rollouts",
                          "everybody: not WRITE on topic rollouts"),
                      texts(rules.check(concerned).unexpected())));
      assertEquals(List.of(), rules.check(others).unexpected());
    } finally {
      AdminReply.of(admin.deleteAcls(everybodys.stream().map(AclBinding::toFilter).toList()).all());
      await().until(() -> rules.check(concerned).unexpected().isEmpty());
    }
  }

  private static Principal readerOf(TopicDeclaration topic) {
    Grant grant =
        new Grant(ResourceType.TOPIC, topic.name(), NamePattern.LITERAL, List.of(Operation.READ));
    return new Principal("reader-of-one", "a test", List.of(grant));
  }

  private static AclBinding everybodys(AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(
            org.apache.kafka.common.resource.ResourceType.TOPIC, "rollouts", PatternType.LITERAL),
        new AccessControlEntry("User:*", "*", AclOperation.WRITE, permission));
  }

  private static List<String> texts(List<AclBinding> rules) {
    return rules.stream().map(AccessReport::text).toList();
  }

  private static Principal principal(Grant grant) {
    return new Principal("someone", "a test", List.of(grant));
  }

  private static Grant grant(Operation... operations) {
    return new Grant(ResourceType.GROUP, "some-", NamePattern.PREFIXED, List.of(operations));
  }
}
