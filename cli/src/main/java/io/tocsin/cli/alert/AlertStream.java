package io.tocsin.cli.alert;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Alerts as they are committed. Not for several threads. */
final class AlertStream implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(AlertStream::goesOn)
          .thenComparing(Alert::startedAt)
          .reversed()
          .thenComparing(Alert::id);

  private final Consumer<byte[], byte[]> reader;

  AlertStream(KafkaClients clients) {
    this.reader = clients.reader();
  }

  static boolean goesOn(Alert alert) {
    return alert.state() != AlertState.ENDED;
  }

  /** Returns the last that is told now of each surge: those that go on first, then the newest. */
  List<Alert> surges() {
    List<Alert> all = new ArrayList<>();
    new WholeTopics(reader).read(List.of(Topics.ALERTS.name()), record -> all.add(read(record)));
    return last(all).stream().sorted(ORDER).toList();
  }

  /** Returns what came since the last call, after a short wait if there was nothing. */
  List<Alert> poll() {
    List<Alert> alerts = new ArrayList<>();
    reader.poll(POLL).forEach(record -> alerts.add(read(record)));
    return alerts;
  }

  private static Collection<Alert> last(List<Alert> alerts) {
    Map<String, Alert> byId = new LinkedHashMap<>();
    alerts.forEach(alert -> byId.put(alert.id(), alert));
    return byId.values();
  }

  private static Alert read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return MessageJson.read(record.value(), Alert.class);
    } catch (UnreadableMessageException e) {
      throw new IllegalStateException(
          "%s-%d-%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
