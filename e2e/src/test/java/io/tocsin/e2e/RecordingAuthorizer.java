package io.tocsin.e2e;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own, which remembers what it allowed. Kafka makes it by its name. */
public final class RecordingAuthorizer extends StandardAuthorizer {
  private static final Set<Allowed> ALLOWED = ConcurrentHashMap.newKeySet();

  private record Allowed(String user, ResourcePattern resource, AclOperation operation) {}

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    IntStream.range(0, actions.size())
        .filter(i -> results.get(i) == AuthorizationResult.ALLOWED)
        .mapToObj(actions::get)
        .map(
            action ->
                new Allowed(
                    context.principal().toString(), action.resourcePattern(), action.operation()))
        .forEach(ALLOWED::add);
    return results;
  }

  /** Returns whether somebody did what a rule lets them, or it was never needed. */
  static boolean wasNeeded(AclBinding rule) {
    return ALLOWED.stream()
        .anyMatch(
            allowed ->
                allowed.user().equals(rule.entry().principal())
                    && allowed.operation() == rule.entry().operation()
                    && covers(rule.pattern(), allowed.resource()));
  }

  private static boolean covers(ResourcePattern rule, ResourcePattern resource) {
    return rule.resourceType() == resource.resourceType()
        && (rule.patternType() == PatternType.PREFIXED
            ? resource.name().startsWith(rule.name())
            : resource.name().equals(rule.name()));
  }
}
