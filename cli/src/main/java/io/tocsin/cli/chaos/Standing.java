package io.tocsin.cli.chaos;

import io.tocsin.cli.system.RecordedProcess;
import io.tocsin.contracts.access.ReplicaGroup;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
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
      return answer(
                  admin.describeTransactions(List.of(transactionalId)).description(transactionalId))
              .state()
          == TransactionState.ONGOING;
    } catch (TransactionalIdNotFoundException e) {
      return false;
    }
  }

  /** Returns whether it is a member of its group. */
  boolean isMember() {
    return answer(admin.describeConsumerGroups(List.of(GROUP)).describedGroups().get(GROUP))
        .members()
        .stream()
        .anyMatch(member -> member.clientId().startsWith(transactionalId + "-"));
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while waiting for Kafka", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }
  }
}
