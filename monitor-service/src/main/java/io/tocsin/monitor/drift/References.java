package io.tocsin.monitor.drift;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jboss.logging.Logger;

/**
 * The reference of every published adapter. Every replica has all of them: what is published never
 * changes, so each is read once.
 */
public final class References {
  /** The store of topic {@code adapters}, which every part of a topology sees. */
  public static final String STORE = "adapters";

  private static final Logger LOG = Logger.getLogger(References.class);

  private final ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> adapters;
  private final Map<String, Reference> known = new ConcurrentHashMap<>();

  public References(ReadOnlyKeyValueStore<String, ValueAndTimestamp<byte[]>> adapters) {
    this.adapters = adapters;
  }

  /** Adds the store to a topology. */
  public static void addTo(StreamsBuilder builder) {
    builder.globalTable(
        Topics.ADAPTERS.name(),
        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(STORE),
        Materialized.<String, byte[]>as(Stores.inMemoryKeyValueStore(STORE))
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.ByteArray()));
  }

  /** Returns a version's reference; one without figures until it is published. */
  public Reference of(String version) {
    Reference found = known.get(version);
    if (found != null) {
      return found;
    }
    ValueAndTimestamp<byte[]> adapter = adapters.get(version);
    return adapter == null
        ? Reference.NONE
        : known.computeIfAbsent(version, _ -> read(version, adapter.value()));
  }

  /** Every replica of inference meets an adapter that cannot be read, too: it never answers. */
  private static Reference read(String version, byte... json) {
    try {
      return Reference.of(MessageJson.read(json, AdapterPublished.class));
    } catch (UnreadableMessageException e) {
      LOG.warnf("adapter %s cannot be read, and has no drift: %s", version, e.getMessage());
      return Reference.NONE;
    }
  }
}
