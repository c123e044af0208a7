package io.tocsin.contracts.access;

import io.tocsin.contracts.Require;
import java.util.List;

/**
 * Whom the cluster knows by a name, and what they may do.
 *
 * @param name without Kafka's prefix {@code User:}
 * @param who is behind it, for people
 * @param grants all there are; whatever they do not name is refused
 */
public record Principal(String name, String who, List<Grant> grants) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Principal {
    Require.filled("name", name);
    Require.filled("who", who);
    grants = Require.elements("grants", grants);
  }

  /** Returns the names of the topics it may write to, of those that are granted one by one. */
  public List<String> writtenTopics() {
    return grants.stream()
        .filter(grant -> grant.type() == ResourceType.TOPIC)
        .filter(grant -> grant.pattern() == NamePattern.LITERAL)
        .filter(grant -> grant.operations().contains(Operation.WRITE))
        .map(Grant::name)
        .toList();
  }
}
