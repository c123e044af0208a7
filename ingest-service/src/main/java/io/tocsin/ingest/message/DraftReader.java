package io.tocsin.ingest.message;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.messaging.message.UnreadableMessageException;

/**
 * Reads the messages of one topic.
 *
 * @param topic where they go
 * @param format what they look like
 */
public record DraftReader(TopicDeclaration topic, Format format) {
  /** Makes a record of bytes. */
  public interface Format {
    /**
     * Reads a message.
     *
     * @param body a whole request's, or a line's
     * @throws UnreadableMessageException saying what is wrong with it, by field
     */
    Draft read(byte[] body) throws UnreadableMessageException;
  }

  /**
   * Reads a message.
   *
   * @throws UnreadableMessageException saying what is wrong with it, by field
   */
  public Draft read(byte[] body) throws UnreadableMessageException {
    return format.read(body);
  }
}
