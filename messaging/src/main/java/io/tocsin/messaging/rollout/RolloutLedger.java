package io.tocsin.messaging.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What topics {@code adapters} and {@code rollouts} say, folded record by record: the adapters
 * there are, and who answered when on each base. Not for several threads.
 */
public final class RolloutLedger {
  /** What is folded. */
  public static final List<String> TOPICS = List.of(Topics.ADAPTERS.name(), Topics.ROLLOUTS.name());

  private final Map<String, AdapterPublished> adapters = new HashMap<>();
  private final Map<String, RolloutHistory> histories = new TreeMap<>();

  /**
   * Takes the next record of a topic.
   *
   * @throws UnreadableMessageException if it is no message of its topic: it is as if it were not
   *     there
   */
  public void add(ConsumerRecord<byte[], byte[]> record) throws UnreadableMessageException {
    if (record.topic().equals(Topics.ROLLOUTS.name())) {
      Rollout rollout = MessageJson.read(record.value(), Rollout.class);
      history(rollout.baseFingerprint()).add(record.offset(), rollout);
    } else if (record.value() == null && record.key() != null) {
      adapters.remove(new String(record.key(), StandardCharsets.UTF_8));
    } else {
      AdapterPublished adapter = MessageJson.read(record.value(), AdapterPublished.class);
      adapters.put(adapter.version(), adapter);
    }
  }

  /** Returns the adapters by version. */
  public Map<String, AdapterPublished> adapters() {
    return Collections.unmodifiableMap(adapters);
  }

  /** Returns the rollouts of a base. */
  public RolloutHistory history(String baseFingerprint) {
    return histories.computeIfAbsent(baseFingerprint, RolloutHistory::new);
  }

  /** Returns the bases that a rollout or an adapter names. */
  public Set<String> bases() {
    Set<String> bases = new TreeSet<>();
    adapters.values().forEach(adapter -> bases.add(adapter.baseFingerprint()));
    histories.forEach(
        (base, history) -> {
          if (history.inForce().isPresent()) {
            bases.add(base);
          }
        });
    return bases;
  }

  /** Returns who answered when, on all bases, the newest first. */
  public List<RolloutPeriod> periods() {
    return histories.values().stream()
        .flatMap(history -> history.periods().stream())
        .sorted(Comparator.comparingLong(RolloutPeriod::offset).reversed())
        .toList();
  }
}
