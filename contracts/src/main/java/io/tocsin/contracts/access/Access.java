package io.tocsin.contracts.access;

import static io.tocsin.contracts.access.Operation.CREATE;
import static io.tocsin.contracts.access.Operation.DESCRIBE;
import static io.tocsin.contracts.access.Operation.DESCRIBE_CONFIGS;
import static io.tocsin.contracts.access.Operation.READ;
import static io.tocsin.contracts.access.Operation.WRITE;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The one declaration of who may do what: for each principal the least with which it does all its
 * work. Nobody needs anything of the cluster itself; an idempotent producer needs no more than
 * writing to a topic.
 */
public final class Access {
  /** What the groups of whoever reads classifications begin with. */
  public static final String READERS_GROUPS = "reader-";

  /** Describes {@code labels} too, to freeze their ends into requests; decides rollouts. */
  public static final Principal INGEST =
      new Principal(
          "ingest",
          "ingest-service",
          List.of(
              Grant.topic(Topics.TWEETS, WRITE),
              Grant.topic(Topics.LABELS, WRITE),
              Grant.topic(Topics.RETRAIN_REQUESTS, WRITE),
              Grant.topic(Topics.ADAPTERS, READ),
              Grant.topic(Topics.ROLLOUTS, READ, WRITE)));

  public static final Principal TRAINER =
      new Principal(
          "trainer",
          "trainer-service",
          List.of(
              Grant.topic(Topics.RETRAIN_REQUESTS, READ),
              Grant.topic(Topics.deadLetters(Topics.RETRAIN_REQUESTS), WRITE),
              Grant.topic(Topics.LABELS, READ),
              Grant.topic(Topics.deadLetters(Topics.LABELS), WRITE),
              Grant.topic(Topics.ADAPTERS, READ, WRITE),
              Grant.topic(Topics.ROLLOUTS, READ, WRITE),
              Grant.topic(Topics.TRAINING_PROGRESS, WRITE),
              Grant.group(ReplicaGroup.TRAINER.groupId(), NamePattern.LITERAL, READ),
              Grant.transactionsOf(ReplicaGroup.TRAINER)));

  public static final Principal INFERENCE =
      new Principal(
          "inference",
          "inference-service",
          List.of(
              Grant.topic(Topics.TWEETS, READ),
              Grant.topic(Topics.deadLetters(Topics.TWEETS), WRITE),
              Grant.topic(Topics.ADAPTERS, READ),
              Grant.topic(Topics.ROLLOUTS, READ),
              Grant.topic(Topics.CLASSIFICATIONS, WRITE),
              Grant.group(ReplicaGroup.INFERENCE.groupId(), NamePattern.LITERAL, READ),
              Grant.transactionsOf(ReplicaGroup.INFERENCE)));

  /** Kafka Streams makes topics of its own for its state, under the application's name. */
  public static final Principal MONITOR =
      new Principal(
          "monitor",
          "monitor-service",
          List.of(
              Grant.topic(Topics.TWEETS, READ),
              Grant.topic(Topics.CLASSIFICATIONS, READ),
              Grant.topic(Topics.deadLetters(Topics.CLASSIFICATIONS), WRITE),
              Grant.topic(Topics.LABELS, READ),
              Grant.topic(Topics.deadLetters(Topics.LABELS), WRITE),
              Grant.topic(Topics.ADAPTERS, READ),
              Grant.topic(Topics.QUALITY, WRITE),
              Grant.ownTopicsOf(ReplicaGroup.MONITOR),
              Grant.group(ReplicaGroup.MONITOR.groupId(), NamePattern.LITERAL, READ),
              Grant.transactionsOf(ReplicaGroup.MONITOR)));

  private static final Set<TopicDeclaration> SHOWN =
      Set.of(
          Topics.TWEETS,
          Topics.CLASSIFICATIONS,
          Topics.ADAPTERS,
          Topics.ROLLOUTS,
          Topics.TRAINING_PROGRESS);

  /**
   * Creates and compares all topics and decides rollouts; writes nothing else, and does not read
   * whoever labelled what.
   */
  public static final Principal OPERATOR =
      new Principal(
          "operator",
          "the command line",
          Stream.concat(
                  Topics.ALL.stream().map(Access::operated),
                  Stream.of(ReplicaGroup.values())
                      .map(group -> Grant.group(group.groupId(), NamePattern.LITERAL, DESCRIBE)))
              .toList());

  public static final Principal READER =
      new Principal(
          "reader",
          "whoever takes up the tags",
          List.of(
              Grant.topic(Topics.CLASSIFICATIONS, READ),
              Grant.group(READERS_GROUPS, NamePattern.PREFIXED, READ)));

  /** Sees how far those who share work are behind, and no record. */
  public static final Principal AUTOSCALER =
      new Principal(
          "autoscaler",
          "KEDA",
          List.of(
              Grant.topic(Topics.TWEETS, DESCRIBE),
              Grant.topic(Topics.RETRAIN_REQUESTS, DESCRIBE),
              Grant.group(ReplicaGroup.INFERENCE.groupId(), NamePattern.LITERAL, DESCRIBE),
              Grant.group(ReplicaGroup.TRAINER.groupId(), NamePattern.LITERAL, DESCRIBE)));

  public static final List<Principal> ALL =
      List.of(INGEST, TRAINER, INFERENCE, MONITOR, OPERATOR, READER, AUTOSCALER);

  private Access() {}

  private static Grant operated(TopicDeclaration topic) {
    if (topic.equals(Topics.ROLLOUTS)) {
      return Grant.topic(topic, READ, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
    }
    return SHOWN.contains(topic)
        ? Grant.topic(topic, READ, CREATE, DESCRIBE, DESCRIBE_CONFIGS)
        : Grant.topic(topic, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
  }
}
