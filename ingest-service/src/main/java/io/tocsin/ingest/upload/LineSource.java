package io.tocsin.ingest.upload;

import io.tocsin.ingest.kafka.IngestMetrics;
import io.tocsin.ingest.kafka.Sender;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.DraftReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;

/** Lines that are sent to Kafka as they are read. */
final class LineSource {
  private final LineReader lines;
  private final DraftReader reader;
  private final Sender sender;
  private final IngestMetrics metrics;
  private long line;

  LineSource(LineReader lines, DraftReader reader, Sender sender, IngestMetrics metrics) {
    this.lines = lines;
    this.reader = reader;
    this.sender = sender;
    this.metrics = metrics;
  }

  /**
   * Reads and sends the next line; none at the end.
   *
   * @throws IOException if reading fails or is interrupted
   * @throws InterruptedException if sending had to wait and was interrupted
   */
  Optional<Pending> next() throws IOException, InterruptedException {
    Optional<Line> next = lines.next();
    line++;
    return next.isPresent() ? Optional.of(pending(next.get())) : Optional.empty();
  }

  private Pending pending(Line next) throws InterruptedException {
    return switch (next) {
      case Line.Blank _ -> new Pending.Blank();
      case Line.TooLong _ -> refused("longer than " + lines.maxBytes() + " bytes");
      case Line.Content content -> sent(content.bytes());
    };
  }

  private Pending sent(byte[] bytes) throws InterruptedException {
    try {
      Draft draft = reader.read(bytes);
      return new Pending.Sent(line, draft.id(), sender.send(draft.record()));
    } catch (UnreadableMessageException e) {
      return refused(e.getMessage());
    } catch (InterruptException e) {
      Thread.interrupted(); // Kafka sets it again.
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private Pending refused(String reason) {
    metrics.rejected(reader.topic().name());
    return new Pending.Refused(line, reason);
  }
}
