package io.tocsin.monitor.store;

import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What the monitor keeps, as JSON: fields may come and go without a migration.
 *
 * @param type of the values
 */
public record JsonSerde<T>(Class<T> type) implements Serde<T> {
  @Override
  public Serializer<T> serializer() {
    return (_, value) -> value == null ? null : MessageJson.write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (_, json) -> json == null ? null : read(json);
  }

  private T read(byte... json) {
    try {
      return MessageJson.read(json, type);
    } catch (UnreadableMessageException e) {
      throw new SerializationException(
          "state: expected a %s, found: %s".formatted(type.getSimpleName(), e.getMessage()), e);
    }
  }
}
