package io.tocsin.ingest;

import io.tocsin.contracts.Require;
import io.tocsin.contracts.topic.Topics;
import java.time.Duration;

/**
 * How much is taken at once, and how long Kafka may take for it.
 *
 * @param messageBytes the longest body or line, from 1 to what a topic takes less {@link
 *     #HEADER_BYTES}
 * @param unacknowledged the lines of one upload that may wait for their acknowledgement, from 1
 * @param uploads that may be under way, from 1
 * @param delivery after so long a record that Kafka did not take has failed, from 3 s
 */
public record Limits(int messageBytes, int unacknowledged, int uploads, Duration delivery) {
  /** Room in a record for its headers and Kafka's own framing. */
  public static final int HEADER_BYTES = 1024;

  private static final int MOST_MESSAGE_BYTES = Topics.TWEETS.maxMessageBytes() - HEADER_BYTES;
  private static final Duration SHORTEST_DELIVERY = Duration.ofSeconds(3);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong, as it is set
   */
  public Limits {
    Require.that(
        messageBytes >= 1 && messageBytes <= MOST_MESSAGE_BYTES,
        "tocsin.max-message-bytes",
        "1 to " + MOST_MESSAGE_BYTES,
        messageBytes);
    Require.atLeast("tocsin.max-unacknowledged", 1, unacknowledged);
    Require.atLeast("tocsin.max-uploads", 1, uploads);
    Require.that(
        delivery.compareTo(SHORTEST_DELIVERY) >= 0,
        "tocsin.delivery-timeout",
        "at least " + SHORTEST_DELIVERY,
        delivery);
  }
}
