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
   * Compares the rules of the principals and of everybody, and changes nothing.
   *
   * @throws KafkaException if the cluster refuses, has no authorizer or cannot be reached
   */
  public AccessReport check(List<Principal> principals) {
    Set<AclBinding> declared =
        principals.stream().flatMap(AccessRules::rules).collect(Collectors.toSet());
    Set<String> concerned =
        Stream.concat(principals.stream().map(AccessRules::user), Stream.of(EVERYBODY))
            .collect(Collectors.toSet());
    Set<AclBinding> found =
        AdminReply.of(admin.describeAcls(AclBindingFilter.ANY).values()).stream()
            .filter(rule -> concerned.contains(rule.entry().principal()))
            .collect(Collectors.toSet());
    return new AccessReport(less(declared, found), less(found, declared));
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
