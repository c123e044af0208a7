package io.tocsin.ingest.upload;

import io.tocsin.ingest.kafka.SendOutcome;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * One upload: a thread reads and sends lines, another answers them in their order when Kafka has
 * acknowledged them. The first is never further ahead than a window, so a client that reads no
 * answers, or a slow Kafka, stops the reading.
 */
final class Upload {
  private static final Logger LOG = Logger.getLogger(Upload.class);

  private final LineSource lines;
  private final BlockingQueue<Pending> window;
  private final AtomicReference<String> shortfall = new AtomicReference<>();
  private final Tally tally = new Tally();
  private final Thread reader = Thread.ofVirtual().name("upload-reader").unstarted(this::read);
  private volatile boolean abandoned;

  /**
   * Prepares an upload.
   *
   * @param maxUnacknowledged the window's lines
   */
  Upload(LineSource lines, int maxUnacknowledged) {
    this.lines = lines;
    this.window = new ArrayBlockingQueue<>(maxUnacknowledged);
  }

  /**
   * Reads and answers until the end.
   *
   * @return the last line, which was written
   * @throws IOException if the client takes no more answers; nothing more is read then
   */
  LineAnswer run(OutputStream answers) throws IOException {
    reader.start();
    try {
      Pending next = window.take();
      while (!(next instanceof Pending.End)) {
        answer(next, answers);
        next = window.take();
      }
      LineAnswer summary = tally.summary(Optional.ofNullable(shortfall.get()));
      write(summary, answers);
      answers.flush();
      return summary;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      abandoned = true;
      reader.interrupt();
    }
  }

  /** Reads no further; what was read is still answered. Only the first reason is told. */
  void stop(String reason) {
    shortfall.compareAndSet(null, reason);
    reader.interrupt();
  }

  private void answer(Pending pending, OutputStream answers) throws IOException {
    switch (pending) {
      case Pending.Blank _ -> tally.blank();
      case Pending.Refused(long line, String reason) ->
          write(new LineAnswer.Rejected(line, reason), answers);
      case Pending.Sent sent -> write(answer(sent), answers);
      case Pending.End _ -> {}
    }
    Pending next = window.peek();
    if (next == null || !next.isKnown()) {
      answers.flush();
    }
  }

  private LineAnswer answer(Pending.Sent sent) {
    return switch (sent.outcome().join()) {
      case SendOutcome.Written(int partition, long offset) ->
          new LineAnswer.Accepted(sent.line(), sent.id(), partition, offset);
      case SendOutcome.TooLarge(String reason) -> new LineAnswer.Rejected(sent.line(), reason);
      case SendOutcome.Failed(String reason) -> {
        stop(reason);
        yield new LineAnswer.Failed(sent.line(), reason);
      }
    };
  }

  private void write(LineAnswer answer, OutputStream answers) throws IOException {
    tally.add(answer);
    answers.write(MessageJson.write(answer));
    answers.write('\n');
  }

  private void read() {
    try {
      for (Optional<Pending> next = next(); next.isPresent(); next = next()) {
        tell(next.get());
      }
    } catch (IOException e) {
      shortfall.compareAndSet(null, "the body breaks off: " + e.getMessage());
    } catch (InterruptedException e) {
      shortfall.compareAndSet(null, "interrupted");
    } catch (RuntimeException e) {
      LOG.error("an upload failed unexpectedly", e);
      shortfall.compareAndSet(null, "the service failed, its log says more");
    } finally {
      tell(new Pending.End());
    }
  }

  private Optional<Pending> next() throws IOException, InterruptedException {
    boolean wanted = shortfall.get() == null && !abandoned;
    return wanted ? lines.next() : Optional.empty();
  }

  /** A line that was sent must be answered, whatever interrupts, unless nobody listens. */
  private void tell(Pending pending) {
    boolean told = false;
    while (!told && !abandoned) {
      try {
        window.put(pending);
        told = true;
      } catch (InterruptedException e) {
        // Whoever interrupts has said why, and is heard before the next line.
      }
    }
  }
}
