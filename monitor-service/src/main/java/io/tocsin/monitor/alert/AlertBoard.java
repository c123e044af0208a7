package io.tocsin.monitor.alert;

import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.AlertState;
import io.tocsin.monitor.store.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What was last told of each surge that goes on or has ended lately. */
final class AlertBoard {
  static final String STORE = "alerts";
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_ENDED = 1_000;

  /** What goes on before what has ended, the newest first. */
  private static final Comparator<Alert> ORDER =
      Comparator.comparing((Alert alert) -> alert.state() == AlertState.ENDED)
          .thenComparing(Alert::startedAt, Comparator.reverseOrder())
          .thenComparing(Alert::id);

  private final KeyValueStore<String, Alert> store;

  AlertBoard(KeyValueStore<String, Alert> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<String, Alert>> store() {
    // Not cached: whoever asks from another thread would miss what is just being flushed.
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), new JsonSerde<>(Alert.class));
  }

  static List<Alert> all(ReadOnlyKeyValueStore<String, Alert> store) {
    List<Alert> alerts = new ArrayList<>();
    try (KeyValueIterator<String, Alert> all = store.all()) {
      all.forEachRemaining(alert -> alerts.add(alert.value));
    }
    alerts.sort(ORDER);
    return alerts;
  }

  void put(Alert alert) {
    store.put(alert.id(), alert);
  }

  /** Forgets a tweet: it is an example no more. */
  void forgetExample(String tweetId) {
    all(store).stream()
        .filter(alert -> alert.tweetIds().contains(tweetId))
        .forEach(alert -> put(without(tweetId, alert)));
  }

  private static Alert without(String tweetId, Alert alert) {
    return new Alert(
        alert.id(),
        alert.kind(),
        alert.term(),
        alert.category(),
        alert.state(),
        alert.startedAt(),
        alert.window(),
        alert.tweets(),
        alert.mostTweets(),
        alert.expected(),
        alert.tweetIds().stream().filter(id -> !id.equals(tweetId)).toList());
  }

  void expire(Instant now) {
    List<Alert> ended =
        all(store).stream().filter(alert -> alert.state() == AlertState.ENDED).toList();
    for (int i = 0; i < ended.size(); i++) {
      if (i >= MOST_ENDED || ended.get(i).window().end().plus(KEPT).isBefore(now)) {
        store.delete(ended.get(i).id());
      }
    }
  }
}
