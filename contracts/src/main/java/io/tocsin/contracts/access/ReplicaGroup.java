package io.tocsin.contracts.access;

import java.util.Locale;

/** Services whose replicas share work: members of one group, each with transactions of its own. */
public enum ReplicaGroup {
  TRAINER,
  INFERENCE,
  /** Kafka Streams, whose application id is the group. */
  MONITOR;

  /** Returns the consumer group. */
  public String groupId() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns a replica's transactional id.
   *
   * @param replica its name, which no other bears
   */
  public String transactionalId(String replica) {
    return transactionalIdPrefix() + replica;
  }

  String transactionalIdPrefix() {
    return groupId() + "-";
  }
}
