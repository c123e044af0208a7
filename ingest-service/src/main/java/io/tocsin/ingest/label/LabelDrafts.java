package io.tocsin.ingest.label;

import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.ingest.IngestSettings;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.DraftReader;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Labels as records. */
@Singleton
final class LabelDrafts {
  private final List<String> categories;
  private final MessageWriter writer;
  private final InstantSource clock;

  @Inject
  LabelDrafts(IngestSettings settings, MessageWriter writer, InstantSource clock) {
    this(settings.categories(), writer, clock);
  }

  LabelDrafts(List<String> categories, MessageWriter writer, InstantSource clock) {
    this.categories = List.copyOf(categories);
    this.writer = writer;
    this.clock = clock;
  }

  /** Returns what reads a label from a JSON object. */
  DraftReader json() {
    return new DraftReader(Topics.LABELS, this::read);
  }

  /** Returns the record that takes a tweet's label back. */
  Draft removal(String tweetId) {
    return new Draft(tweetId, writer.tombstone(Topics.LABELS, tweetId, clock.instant()));
  }

  private Draft read(byte[] body) throws UnreadableMessageException {
    Instant now = clock.instant();
    try {
      Label label = MessageJson.read(body, LabelRequest.class).label(categories, now);
      return new Draft(label.tweetId(), writer.record(Topics.LABELS, label.tweetId(), label, now));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException(e.getMessage());
    }
  }
}
