package io.tocsin.contracts.topic;

import io.tocsin.contracts.Require;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it should be.
 *
 * @param name as Kafka allows it
 * @param key what the records' keys are, in words
 * @param value what their values are; bytes for dead letters
 * @param partitions from 1
 * @param retention how long records stay
 * @param maxMessageBytes the largest batch of records that is taken, after compression
 */
public record TopicDeclaration(
    String name,
    String key,
    Class<?> value,
    int partitions,
    Retention retention,
    int maxMessageBytes) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public TopicDeclaration {
    boolean legal = name != null && name.matches("[a-z0-9-]{1,249}");
    Require.that(legal, "name", "letters, digits and hyphens", name);
    Require.filled("key", key);
    Require.present("value", value);
    Require.atLeast("partitions", 1, partitions);
    Require.present("retention", retention);
    Require.atLeast("maxMessageBytes", 1, maxMessageBytes);
  }

  /** Returns what differs from Kafka's defaults, by Kafka's names. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(retention.settings());
    settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
    return settings;
  }
}
