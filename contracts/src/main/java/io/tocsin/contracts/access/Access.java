package io.tocsin.contracts.access;

import static io.tocsin.contracts.access.Operation.CREATE;
import static io.tocsin.contracts.access.Operation.DESCRIBE;
import static io.tocsin.contracts.access.Operation.DESCRIBE_CONFIGS;
import static io.tocsin.contracts.access.Operation.READ;
import static io.tocsin.contracts.access.Operation.WRITE;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.util.EnumSet;
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

  /** What the topics of tags that are made again begin with. */
  public static final String RETAGGED = "retag-";

  /** The transactional id under which dead letters are replayed: one at a time. */
  public static final String REPLAY = "tocsin-dlq-replay";

  /** What the transactional ids begin with under which tags are made again. */
  public static final String RETAG = "tocsin-retag-";

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

  /** Of a deleted tweet it takes back the label, and the dead letters. */
  public static final Principal INFERENCE =
      new Principal(
          "inference",
          "inference-service",
          List.of(
              Grant.topic(Topics.TWEETS, READ),
              Grant.topic(Topics.deadLetters(Topics.TWEETS), READ, WRITE),
              Grant.topic(Topics.LABELS, WRITE),
              Grant.topic(Topics.deadLetters(Topics.LABELS), READ, WRITE),
              Grant.topic(Topics.ADAPTERS, READ),
              Grant.topic(Topics.ROLLOUTS, READ),
              Grant.topic(Topics.CLASSIFICATIONS, WRITE),
              Grant.group(ReplicaGroup.INFERENCE.groupId(), NamePattern.LITERAL, READ),
              Grant.transactionsOf(ReplicaGroup.INFERENCE)));

  /**
   * Kafka Streams makes topics of its own for its state, under the application's name. Judges
   * challengers, and asks for retrains.
   */
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
              Grant.topic(Topics.ROLLOUTS, READ, WRITE),
              Grant.topic(Topics.RETRAIN_REQUESTS, READ, WRITE),
              Grant.topic(Topics.TRAINING_PROGRESS, READ),
              Grant.topic(Topics.ALERTS, WRITE),
              Grant.ownTopicsOf(ReplicaGroup.MONITOR),
              Grant.group(ReplicaGroup.MONITOR.groupId(), NamePattern.LITERAL, READ),
              Grant.transactionsOf(ReplicaGroup.MONITOR)));

  /** Those whose readers write dead letters; what is mended is written into them again. */
  private static final Set<TopicDeclaration> MENDED =
      Set.of(Topics.TWEETS, Topics.LABELS, Topics.RETRAIN_REQUESTS, Topics.CLASSIFICATIONS);

  private static final Set<TopicDeclaration> SHOWN =
      Set.of(
          Topics.TWEETS,
          Topics.LABELS,
          Topics.CLASSIFICATIONS,
          Topics.ADAPTERS,
          Topics.ROLLOUTS,
          Topics.TRAINING_PROGRESS,
          Topics.ALERTS);

  /** Creates and compares all topics, decides rollouts, replays dead letters and tags again. */
  public static final Principal OPERATOR =
      new Principal(
          "operator",
          "the command line",
          Stream.of(
                  Topics.SOURCES.stream().map(Access::operated),
                  Topics.SOURCES.stream().map(Access::operatedLetters),
                  Stream.of(ReplicaGroup.values())
                      .map(group -> Grant.group(group.groupId(), NamePattern.LITERAL, DESCRIBE)),
                  Stream.of(
                      Grant.topics(RETAGGED, READ, WRITE, CREATE, DESCRIBE_CONFIGS),
                      Grant.transactions(REPLAY, NamePattern.LITERAL),
                      Grant.transactions(RETAG, NamePattern.PREFIXED)))
              .flatMap(grants -> grants)
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
    Set<Operation> operations = EnumSet.of(CREATE, DESCRIBE, DESCRIBE_CONFIGS);
    if (SHOWN.contains(topic)) {
      operations.add(READ);
    }
    if (MENDED.contains(topic) || topic.equals(Topics.ROLLOUTS)) {
      operations.add(WRITE);
    }
    return Grant.topic(topic, operations.toArray(Operation[]::new));
  }

  /** A letter that was replayed is written again, with the mark that it was. */
  private static Grant operatedLetters(TopicDeclaration source) {
    TopicDeclaration letters = Topics.deadLetters(source);
    return MENDED.contains(source)
        ? Grant.topic(letters, READ, WRITE, CREATE, DESCRIBE, DESCRIBE_CONFIGS)
        : Grant.topic(letters, READ, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
  }
}
