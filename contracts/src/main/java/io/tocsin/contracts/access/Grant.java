package io.tocsin.contracts.access;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.topic.TopicDeclaration;
import java.util.EnumSet;
import java.util.List;

/**
 * What a principal may do to a resource.
 *
 * @param type of the resource
 * @param name of the resource, or what the names of several begin with
 * @param pattern which of the two
 * @param operations without repetition, in the order of their declaration; at least one
 */
public record Grant(
    ResourceType type, String name, NamePattern pattern, List<Operation> operations) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Grant {
    Require.present("type", type);
    Require.filled("name", name);
    Require.present("pattern", pattern);
    Require.elements("operations", operations);
    Require.that(!operations.isEmpty(), "operations", "one or more", "none");
    operations = List.copyOf(EnumSet.copyOf(operations));
  }

  static Grant topic(TopicDeclaration topic, Operation... operations) {
    return new Grant(ResourceType.TOPIC, topic.name(), NamePattern.LITERAL, List.of(operations));
  }

  static Grant group(String name, NamePattern pattern, Operation operation) {
    return new Grant(ResourceType.GROUP, name, pattern, List.of(operation));
  }

  /** Returns what may be done to all topics that begin with a text. */
  static Grant topics(String beginning, Operation... operations) {
    return new Grant(ResourceType.TOPIC, beginning, NamePattern.PREFIXED, List.of(operations));
  }

  /** Returns what it takes to keep state in topics that begin with the group's name. */
  static Grant ownTopicsOf(ReplicaGroup replicas) {
    return topics(replicas.groupId() + "-", Operation.READ, Operation.WRITE, Operation.CREATE);
  }

  /** Returns what it takes for transactions under an id. */
  static Grant transactions(String id, NamePattern pattern) {
    return new Grant(ResourceType.TRANSACTIONAL_ID, id, pattern, List.of(Operation.WRITE));
  }

  /** Returns what a replica needs for transactions under an id of its own. */
  static Grant transactionsOf(ReplicaGroup replicas) {
    return transactions(replicas.transactionalIdPrefix(), NamePattern.PREFIXED);
  }
}
