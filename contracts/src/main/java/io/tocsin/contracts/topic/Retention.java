package io.tocsin.contracts.topic;

import io.tocsin.contracts.Require;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {
  /**
   * How long what may be compacted waits for it at the most, the cleaner's own time apart. Kafka
   * ends a segment only when another record comes, and compacts none before its end: in a partition
   * that takes no more records, it waits on.
   */
  Duration REMOVAL = Duration.ofDays(1);

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
   * The last one of each key; a record without a value removes its key. What was replaced or
   * removed is gone within {@link #REMOVAL} after the lag.
   *
   * @param lag even a replaced record stays so long
   */
  record Compacted(Duration lag) implements Retention {
    public Compacted {
      Require.that(!lag.isNegative(), "lag", "none or more", lag);
    }

    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>(compaction(lag));
      settings.put("cleanup.policy", "compact");
      return Map.copyOf(settings);
    }
  }

  /**
   * Each for a time, unless a record without a value removes its key before: then it is gone within
   * {@link #REMOVAL}.
   *
   * @param time above 0
   */
  record Removable(Duration time) implements Retention {
    public Removable {
      Require.that(time.isPositive(), "time", "more than none", time);
    }

    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>(compaction(Duration.ZERO));
      settings.put("cleanup.policy", "compact,delete");
      settings.put("retention.ms", Long.toString(time.toMillis()));
      return Map.copyOf(settings);
    }
  }

  /** Left alone, Kafka compacts when half a log is worth it, which may be never. */
  private static Map<String, String> compaction(Duration lag) {
    return Map.of(
        "min.compaction.lag.ms", Long.toString(lag.toMillis()),
        "max.compaction.lag.ms", Long.toString(lag.plus(REMOVAL).toMillis()));
  }
}
