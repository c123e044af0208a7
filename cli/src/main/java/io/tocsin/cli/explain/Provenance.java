package io.tocsin.cli.explain;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.WholeTopics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where tags come from.
 *
 * @param adapters that gave them
 * @param rollouts that were in force
 */
record Provenance(List<AdapterPublished> adapters, List<RolloutInForce> rollouts) {
  /** Reads both topics for what tags name. */
  static Provenance of(List<Classification> tags, Consumer<byte[], byte[]> reader) {
    if (tags.isEmpty()) {
      return new Provenance(List.of(), List.of());
    }
    Found found = new Found(tags);
    new WholeTopics(reader)
        .read(List.of(Topics.ADAPTERS.name(), Topics.ROLLOUTS.name()), found::take);
    return new Provenance(
        List.copyOf(found.adapters.values()), List.copyOf(found.rollouts.values()));
  }

  private static final class Found {
    private final Set<String> versions;
    private final Set<Long> offsets;
    private final Map<String, AdapterPublished> adapters = new TreeMap<>();
    private final Map<Long, RolloutInForce> rollouts = new TreeMap<>();

    Found(List<Classification> tags) {
      versions = tags.stream().map(Classification::adapterVersion).collect(Collectors.toSet());
      offsets =
          tags.stream().flatMap(tag -> tag.rolloutOffset().stream()).collect(Collectors.toSet());
    }

    /** What cannot be read is for the services to complain of. */
    void take(ConsumerRecord<byte[], byte[]> record) {
      try {
        if (record.topic().equals(Topics.ADAPTERS.name())) {
          AdapterPublished adapter = MessageJson.read(record.value(), AdapterPublished.class);
          if (versions.contains(adapter.version())) {
            adapters.put(adapter.version(), adapter);
          }
        } else if (offsets.contains(record.offset())) {
          Rollout rollout = MessageJson.read(record.value(), Rollout.class);
          rollouts.put(record.offset(), new RolloutInForce(record.offset(), rollout));
        }
      } catch (UnreadableMessageException e) {
        return;
      }
    }
  }
}
