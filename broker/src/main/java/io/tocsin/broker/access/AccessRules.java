package io.tocsin.broker.access;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.contracts.access.Grant;
import io.tocsin.contracts.access.Principal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Makes the rules of a cluster what is declared, as far as that takes nothing away: missing ones
 * are created, others are told. Who else may do what is the cluster's own affair.
 */
public final class AccessRules {
  /** Kafka's principal that every user is. */
  static final String EVERYBODY = "User:*";

  private static final String ANY_HOST = "*";

  private final Admin admin;

  public AccessRules(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the rules that are missing.
   *
   * @return how the cluster's differed before
   * @throws KafkaException if the cluster refuses, has no authorizer or cannot be reached
   */
  public AccessReport apply(List<Principal> principals) {
    AccessReport report = check(principals);
    AdminReply.of(admin.createAcls(report.missing()).all());
    return report;
  }

  /**
   * Compares the rules of the principals, and those of everybody for what is theirs, and changes
   * nothing.
   *
   * @throws KafkaException if the cluster refuses, has no authorizer or cannot be reached
   */
  public AccessReport check(List<Principal> principals) {
    Set<AclBinding> declared =
        principals.stream().flatMap(AccessRules::rules).collect(Collectors.toSet());
    Set<String> users = principals.stream().map(AccessRules::user).collect(Collectors.toSet());
    Set<AclBinding> found =
        AdminReply.of(admin.describeAcls(AclBindingFilter.ANY).values()).stream()
            .filter(
                rule ->
                    users.contains(rule.entry().principal())
                        || (rule.entry().principal().equals(EVERYBODY) && concerns(declared, rule)))
            .collect(Collectors.toSet());
    return new AccessReport(less(declared, found), less(found, declared));
  }

  /** What everybody may do with other resources of the cluster is none of our business. */
  private static boolean concerns(Set<AclBinding> declared, AclBinding rule) {
    return declared.stream().anyMatch(ours -> overlap(ours.pattern(), rule.pattern()));
  }

  private static boolean overlap(ResourcePattern first, ResourcePattern second) {
    return first.resourceType() == second.resourceType()
        && (covers(first, second.name()) || covers(second, first.name()));
  }

  /** Of two prefixes that meet, the shorter covers the longer. */
  private static boolean covers(ResourcePattern pattern, String name) {
    return pattern.patternType() == PatternType.PREFIXED
        ? name.startsWith(pattern.name())
        : pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE) || pattern.name().equals(name);
  }

  /** Returns the rules that let a principal do what it was granted, from wherever. */
  public static Stream<AclBinding> rules(Principal principal) {
    return principal.grants().stream()
        .flatMap(
            grant ->
                grant.operations().stream()
                    .map(
                        operation ->
                            new AclBinding(
                                pattern(grant),
                                new AccessControlEntry(
                                    user(principal),
                                    ANY_HOST,
                                    AclOperation.valueOf(operation.name()),
                                    AclPermissionType.ALLOW))));
  }

  private static ResourcePattern pattern(Grant grant) {
    return new ResourcePattern(
        ResourceType.valueOf(grant.type().name()),
        grant.name(),
        PatternType.valueOf(grant.pattern().name()));
  }

  private static String user(Principal principal) {
    return "User:" + principal.name();
  }

  private static List<AclBinding> less(Collection<AclBinding> all, Collection<AclBinding> fewer) {
    Set<AclBinding> rest = new HashSet<>(all);
    rest.removeAll(fewer);
    return rest.stream().sorted(Comparator.comparing(AccessReport::text)).toList();
  }
}
