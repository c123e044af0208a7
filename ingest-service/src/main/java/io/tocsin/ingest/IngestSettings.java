package io.tocsin.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What an operator may set; {@link Limits} checks the numbers at start. */
@ConfigMapping(prefix = "tocsin")
public interface IngestSettings {
  /** Returns what labels may say. */
  @WithDefault("not,disaster")
  List<String> categories();

  /** Returns the longest body or line, in bytes. */
  @WithDefault("65536")
  int maxMessageBytes();

  /** Returns how many lines of one upload may wait for Kafka's acknowledgement. */
  @WithDefault("512")
  int maxUnacknowledged();

  /** Returns how many uploads may be under way. */
  @WithDefault("64")
  int maxUploads();

  /** Returns after how long a record that Kafka did not take has failed. */
  @WithDefault("15S")
  Duration deliveryTimeout();
}
