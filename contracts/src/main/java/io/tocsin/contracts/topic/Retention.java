package io.tocsin.contracts.topic;

import io.tocsin.contracts.Require;
import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {
  /** Returns the settings of the topic, by Kafka's names. */
  Map<String, String> settings();

  /**
   * Each for a time.
   *
   * @param time above 0
   */
  record Timed(Duration time) implements Retention {
    public Timed {
      Require.that(time.isPositive(), "time", "more than none", time);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(time.toMillis()));
    }
  }

  /** All of them, for ever. */
  record Unlimited() implements Retention {
    @Override
    public Map<String, String> settings() {
      return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    }
  }

  /**
   * The last one of each key; a record without a value removes its key.
   *
   * @param lag even a replaced record stays so long
   */
  record Compacted(Duration lag) implements Retention {
    public Compacted {
      Require.that(!lag.isNegative(), "lag", "none or more", lag);
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "cleanup.policy", "compact", "min.compaction.lag.ms", Long.toString(lag.toMillis()));
    }
  }
}
