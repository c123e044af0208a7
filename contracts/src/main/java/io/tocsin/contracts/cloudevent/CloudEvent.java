package io.tocsin.contracts.cloudevent;

import io.tocsin.contracts.Require;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * The headers of a record in CloudEvents' binary mode. They stand on what is written and are not
 * demanded of what is read.
 *
 * <p>Source: CloudEvents 1.0.2, and its Kafka protocol binding, section 3.2.
 *
 * @param id unique within the source, not blank
 * @param type what happened, not blank; see {@link #typeOf}
 * @param source who says so, such as {@code /ingest-service}
 * @param time when it happened
 */
public record CloudEvent(String id, String type, URI source, Instant time) {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String SOURCE = "ce_source";
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String TIME = "ce_time";

  private static final String WRITTEN_SPEC_VERSION = "1.0";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public CloudEvent {
    Require.filled("id", id);
    Require.filled("type", type);
    Require.filled("source", Require.present("source", source).toString());
    Require.present("time", time);
  }

  /** Returns the type of the event that a message of the class tells of. */
  public static String typeOf(Class<?> message) {
    return "io.tocsin." + message.getSimpleName();
  }

  /** Returns the headers, all text in UTF-8. */
  public Map<String, String> headers() {
    return Map.of(
        ID, id,
        TYPE, type,
        SOURCE, source.toString(),
        SPEC_VERSION, WRITTEN_SPEC_VERSION,
        TIME, time.toString());
  }
}
