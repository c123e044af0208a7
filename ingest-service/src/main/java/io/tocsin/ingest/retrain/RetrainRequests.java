package io.tocsin.ingest.retrain;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.http.access.Caller;
import io.tocsin.ingest.kafka.LabelEnds;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.SingleMessages;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Orders as requests, with the labels frozen at that moment. */
@Singleton
final class RetrainRequests {
  private static final Logger LOG = Logger.getLogger(RetrainRequests.class);

  private final LabelEnds labels;
  private final SingleMessages messages;
  private final MessageWriter writer;
  private final InstantSource clock;
  private final Caller caller;

  RetrainRequests(
      LabelEnds labels,
      SingleMessages messages,
      MessageWriter writer,
      InstantSource clock,
      Caller caller) {
    this.labels = labels;
    this.messages = messages;
    this.writer = writer;
    this.clock = clock;
    this.caller = caller;
  }

  /**
   * Writes a request.
   *
   * @return as it was written
   * @throws UnreadableMessageException naming the first field of the order that is wrong
   * @throws io.tocsin.ingest.kafka.ClusterException if it is not known where the labels end
   * @throws io.tocsin.http.problem.RefusedException if Kafka does not take it
   */
  RetrainRequested write(RetrainOrder order) throws UnreadableMessageException {
    Instant now = clock.instant();
    String id = RequestId.at(now);
    RetrainRequested request = request(order, id, now);
    messages.send(new Draft(id, writer.record(Topics.RETRAIN_REQUESTS, id, request, now)));
    LOG.infof("accepted %s: %s, labels to %s", id, request.reason(), request.labelEndOffsets());
    return request;
  }

  private RetrainRequested request(RetrainOrder order, String id, Instant now)
      throws UnreadableMessageException {
    try {
      return new RetrainRequested(
          id,
          order.reason(caller.name()),
          order.allHyperparameters(),
          order.seedOrUsual(),
          labels.now(),
          now);
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException(e.getMessage());
    }
  }
}
