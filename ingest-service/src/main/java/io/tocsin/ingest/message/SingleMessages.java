package io.tocsin.ingest.message;

import io.tocsin.http.body.WholeBody;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.ingest.Limits;
import io.tocsin.ingest.kafka.IngestMetrics;
import io.tocsin.ingest.kafka.SendOutcome;
import io.tocsin.ingest.kafka.Sender;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.inject.Singleton;
import java.io.InputStream;

/** Messages that come one in a request, and are answered when Kafka has them. */
@Singleton
public final class SingleMessages {
  private final WholeBody bodies;
  private final Sender sender;
  private final IngestMetrics metrics;

  SingleMessages(Limits limits, Sender sender, IngestMetrics metrics) {
    this.bodies = new WholeBody(limits.messageBytes());
    this.sender = sender;
    this.metrics = metrics;
  }

  /**
   * Reads and sends a message.
   *
   * @throws UnreadableMessageException saying what is wrong with it
   * @throws RefusedException if it is too large, or Kafka does not take it
   */
  public WrittenMessage write(InputStream body, DraftReader reader)
      throws UnreadableMessageException {
    return send(draft(body, reader));
  }

  /**
   * Sends a message.
   *
   * @throws RefusedException if it is too large, or Kafka does not take it
   */
  public WrittenMessage send(Draft draft) {
    return switch (sender.send(draft.record()).join()) {
      case SendOutcome.Written(int partition, long offset) ->
          new WrittenMessage(draft.id(), partition, offset);
      case SendOutcome.TooLarge(String reason) -> throw RefusedException.tooLarge(reason);
      case SendOutcome.Failed(String reason) -> throw RefusedException.unavailable(reason);
    };
  }

  private Draft draft(InputStream body, DraftReader reader) throws UnreadableMessageException {
    try {
      return reader.read(bodies.read(body));
    } catch (UnreadableMessageException | RefusedException e) {
      metrics.rejected(reader.topic().name());
      throw e;
    }
  }
}
