package io.tocsin.ingest.upload;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.ingest.Limits;
import io.tocsin.ingest.kafka.IngestMetrics;
import io.tocsin.ingest.kafka.Sender;
import io.tocsin.ingest.message.DraftReader;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The uploads that are under way. */
@Singleton
public final class Uploads {
  private static final Logger LOG = Logger.getLogger(Uploads.class);
  private static final String STOPPING = "the service is stopping";

  private final Limits limits;
  private final Sender sender;
  private final IngestMetrics metrics;
  private final Set<Upload> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Uploads(Limits limits, Sender sender, IngestMetrics metrics) {
    this.limits = limits;
    this.sender = sender;
    this.metrics = metrics;
  }

  /**
   * Returns the answer to an upload, which reads the body as it is written.
   *
   * @throws RefusedException if the service is stopping, or too many are under way
   */
  public StreamingOutput of(InputStream body, DraftReader reader) {
    if (stopping) {
      throw RefusedException.unavailable(STOPPING);
    }
    // They are counted once they run: of those that come at the same moment some more get in.
    if (underWay.size() >= limits.uploads()) {
      throw RefusedException.tooMany(
          "expected fewer uploads at once, found %d under way".formatted(limits.uploads()));
    }
    LineReader lines = new LineReader(body, limits.messageBytes());
    LineSource source = new LineSource(lines, reader, sender, metrics);
    return answers -> run(new Upload(source, limits.unacknowledged()), answers);
  }

  void stop(@Observes ShutdownDelayInitiatedEvent event) {
    stopping = true;
    underWay.forEach(upload -> upload.stop(STOPPING));
  }

  private void run(Upload upload, OutputStream answers) throws IOException {
    underWay.add(upload);
    if (stopping) {
      upload.stop(STOPPING);
    }
    try {
      LOG.infof("upload ended: %s", upload.run(answers));
    } catch (IOException e) {
      LOG.infof("upload ended: the client takes no more answers: %s", e.getMessage());
      throw e;
    } finally {
      underWay.remove(upload);
    }
  }
}
