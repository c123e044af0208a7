package io.tocsin.deploy.kubernetes;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import io.tocsin.contracts.access.Grant;
import io.tocsin.contracts.access.NamePattern;
import io.tocsin.contracts.access.Operation;
import io.tocsin.contracts.access.Principal;
import io.tocsin.contracts.access.ResourceType;
import io.tocsin.deploy.kubernetes.manifest.KafkaCluster;
import io.tocsin.deploy.kubernetes.manifest.Manifests;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Users and their rights against what is declared. */
final class AccessFaults {
  private AccessFaults() {}

  static List<String> of(Manifests manifests, List<Principal> declared) {
    Faults faults = new Faults();
    Map<String, KafkaUser> users =
        manifests
            .all(KafkaUser.class)
            .collect(toMap(user -> user.getMetadata().getName(), user -> user));
    faults.expect(
        "users",
        new TreeSet<>(declared.stream().map(Principal::name).toList()),
        new TreeSet<>(users.keySet()));
    for (Principal principal : declared) {
      if (users.containsKey(principal.name())) {
        compare(faults, manifests, principal, users.get(principal.name()));
      }
    }
    return faults.found();
  }

  private static void compare(
      Faults faults, Manifests manifests, Principal principal, KafkaUser user) {
    String name = "user " + principal.name();
    faults.expect(
        name + ": authentication",
        KafkaUserScramSha512ClientAuthentication.class,
        user.getSpec().getAuthentication().getClass());
    faults.expect(
        name + ": cluster",
        KafkaCluster.in(manifests).name(),
        user.getMetadata().getLabels().get("strimzi.io/cluster"));
    SortedSet<String> declared = rights(principal.grants());
    SortedSet<String> granted = rights(grants(user));
    faults.expect(name + ": rights it lacks", Set.of(), without(declared, granted));
    faults.expect(name + ": rights it may not have", Set.of(), without(granted, declared));
  }

  private static List<Grant> grants(KafkaUser user) {
    return ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization())
        .getAcls().stream().map(AccessFaults::grant).toList();
  }

  private static Grant grant(AclRule rule) {
    List<Operation> operations =
        rule.getOperations().stream()
            .map(operation -> operation.toValue().replaceAll("(?<=[a-z])(?=[A-Z])", "_"))
            .map(name -> Operation.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList();
    return resource(rule.getResource(), operations);
  }

  private static Grant resource(AclRuleResource resource, List<Operation> operations) {
    return switch (resource) {
      case AclRuleTopicResource topic ->
          new Grant(
              ResourceType.TOPIC, topic.getName(), pattern(topic.getPatternType()), operations);
      case AclRuleGroupResource group ->
          new Grant(
              ResourceType.GROUP, group.getName(), pattern(group.getPatternType()), operations);
      case AclRuleTransactionalIdResource id ->
          new Grant(
              ResourceType.TRANSACTIONAL_ID,
              id.getName(),
              pattern(id.getPatternType()),
              operations);
      default ->
          throw new IllegalArgumentException("resource: nobody needs a right to " + resource);
    };
  }

  private static NamePattern pattern(AclResourcePatternType type) {
    return switch (type) {
      case LITERAL -> NamePattern.LITERAL;
      case PREFIX -> NamePattern.PREFIXED;
    };
  }

  /** Each operation on each resource, in whatever order and grouping they are written. */
  private static SortedSet<String> rights(List<Grant> grants) {
    return grants.stream()
        .flatMap(
            grant ->
                grant.operations().stream()
                    .map(
                        operation ->
                            "%s %s %s %s"
                                .formatted(operation, grant.type(), grant.pattern(), grant.name())))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> without(SortedSet<String> rights, SortedSet<String> others) {
    Set<String> left = new TreeSet<>(rights);
    left.removeAll(others);
    return left;
  }
}
