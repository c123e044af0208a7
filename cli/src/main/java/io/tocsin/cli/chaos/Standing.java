package io.tocsin.cli.chaos;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.cli.system.RecordedProcess;
import io.tocsin.contracts.access.ReplicaGroup;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** What the broker thinks of a replica. */
final class Standing {
  private static final String GROUP = ReplicaGroup.INFERENCE.groupId();

  private final Admin admin;
  private final String transactionalId;

  Standing(Admin admin, RecordedProcess replica) {
    this.admin = admin;
    this.transactionalId =
        ReplicaGroup.INFERENCE.transactionalId(replica.environment().get("TOCSIN_REPLICA"));
  }

  /** Returns whether a transaction of its producer is open. */
  boolean isInTransaction() {
    try {
      return AdminReply.of(
                  admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
              .state()
          == TransactionState.ONGOING;
    } catch (TransactionalIdNotFoundException e) {
      return false;
    }
  }

  /** Returns whether it is a member of its group. */
  boolean isMember() {
    return AdminReply.of(admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP))
        .members()
        .stream()
        .anyMatch(member -> member.clientId().startsWith(transactionalId + "-"));
  }
}
