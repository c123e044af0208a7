package io.tocsin.cli.outcome;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.cloudevent.CloudEvent;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.RolloutLedger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads all that a cluster holds of tweets and their outcomes. It must hold them whole: what
 * Kafka's retention has taken would count as lost.
 */
public final class OutcomeCheck {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Operators may remove labels too: those removals are no outcomes. */
  private static final String REPLICAS = "/" + OutcomeLedger.SERVICE;

  private final OutcomeLedger ledger = new OutcomeLedger();

  private OutcomeCheck() {}

  /**
   * Counts once no transaction is open, so that all that was written counts.
   *
   * @throws TimeoutException if one stays open
   */
  public static Outcomes settled(KafkaClients clients) throws TimeoutException {
    try (Admin admin = clients.admin()) {
      Settled.await(admin, PATIENCE);
    }
    return of(clients);
  }

  /** Counts what is committed now. Tweets that come meanwhile are not among it. */
  public static Outcomes of(KafkaClients clients) {
    OutcomeCheck check = new OutcomeCheck();
    try (Consumer<byte[], byte[]> reader = clients.reader()) {
      WholeTopics topics = new WholeTopics(reader);
      topics.read(names(Topics.TWEETS), check.ledger::tweet);
      topics.read(names(Topics.CLASSIFICATIONS), check::tag);
      topics.read(names(Topics.deadLetters(Topics.TWEETS)), check.ledger::letter);
      topics.read(names(Topics.LABELS), check::label);
    }
    RolloutLedger rollouts = LedgerReader.now(clients, PATIENCE);
    return check.ledger.outcomes(rollouts);
  }

  private void tag(ConsumerRecord<byte[], byte[]> record) {
    try {
      ledger.tag(record, MessageJson.read(record.value(), Classification.class));
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException(ReadTweet.position(record) + ": " + e.getMessage(), e);
    }
  }

  private void label(ConsumerRecord<byte[], byte[]> record) {
    Header source = record.headers().lastHeader(CloudEvent.SOURCE);
    boolean isReplicas =
        source != null && new String(source.value(), StandardCharsets.UTF_8).equals(REPLICAS);
    if (record.value() == null && isReplicas) {
      ReadTweet.key(record).ifPresent(ledger::removal);
    }
  }

  private static List<String> names(TopicDeclaration topic) {
    return List.of(topic.name());
  }
}
