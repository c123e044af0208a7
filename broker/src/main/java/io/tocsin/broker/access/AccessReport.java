package io.tocsin.broker.access;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;

/**
 * How a cluster's rules differ from the declared grants.
 *
 * @param missing what was granted in the declaration only
 * @param unexpected what the declared principals may, or may not, on the cluster only
 */
public record AccessReport(List<AclBinding> missing, List<AclBinding> unexpected) {
  public AccessReport {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
  }

  /** Returns a rule in words, such as {@code ingest: WRITE on topic tweets}. */
  public static String text(AclBinding rule) {
    String kind = rule.pattern().resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String rest = rule.pattern().patternType() == PatternType.PREFIXED ? "*" : "";
    String refused = rule.entry().permissionType() == AclPermissionType.DENY ? "not " : "";
    return "%s: %s%s on %s %s%s"
        .formatted(
            who(rule.entry().principal()),
            refused,
            rule.entry().operation(),
            kind,
            rule.pattern().name(),
            rest);
  }

  private static String who(String principal) {
    return principal.equals(AccessRules.EVERYBODY)
        ? "everybody"
        : principal.replaceFirst("^User:", "");
  }
}
