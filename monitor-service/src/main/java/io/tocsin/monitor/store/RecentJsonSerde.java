package io.tocsin.monitor.store;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * As {@link JsonSerde}, for values that are read soon after they were written, by whoever changes
 * them again. A store in memory and the cache before it hand out the very bytes that they were
 * given: what the newest of these say is remembered, and is not read anew. Values must not change.
 */
public final class RecentJsonSerde<T> implements Serde<T> {
  private static final int MOST = 256;

  private final Serializer<T> writer;
  private final Deserializer<T> reader;

  @SuppressWarnings("ArrayAsKeyOfSetOrMap") // These bytes are meant, and no others like them.
  private final SequencedMap<byte[], T> recent = new LinkedHashMap<>();

  public RecentJsonSerde(Class<T> type) {
    JsonSerde<T> json = new JsonSerde<>(type);
    this.writer = json.serializer();
    this.reader = json.deserializer();
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> {
      byte[] json = writer.serialize(topic, value);
      remember(json, value);
      return json;
    };
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, json) -> {
      T known = known(json);
      return known == null ? reader.deserialize(topic, json) : known;
    };
  }

  private synchronized void remember(byte[] json, T value) {
    recent.put(json, value);
    if (recent.size() > MOST) {
      recent.pollFirstEntry();
    }
  }

  private synchronized T known(byte... json) {
    return recent.get(json);
  }
}
