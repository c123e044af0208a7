package io.tocsin.cli.client;

import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Meter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Sends rows one request after the other, and notes what was acknowledged. */
final class Replay {
  /**
   * Java's HTTP client reads an answer only after the whole request is sent. So many lines' answers
   * fit into the buffers of a connection, and the service is never kept waiting.
   */
  private static final int MOST_LINES = 500;

  private static final int MOST_BYTES = 1024 * 1024;

  /** At a given rate rows leave in so many portions a second. */
  private static final int PORTIONS_PER_SECOND = 5;

  private static final long MOST_REPORTED = 20;

  private final IngestClient ingest;
  private final ReplayTarget target;
  private final OptionalDouble rate;
  private final Console console;
  private long accepted;
  private long rejected;

  /**
   * Prepares a replay.
   *
   * @param rate rows a second; absent for as fast as they are taken
   */
  Replay(IngestClient ingest, ReplayTarget target, OptionalDouble rate, Console console) {
    this.ingest = ingest;
    this.target = target;
    this.rate = rate;
    this.console = console;
  }

  /**
   * What came of it.
   *
   * @param skipped rows that an earlier replay had sent
   */
  record Summary(long rows, long skipped, long accepted, long rejected, double seconds) {
    String text() {
      return String.format(
          Locale.ROOT,
          "%,d rows: %,d accepted, %,d rejected, %,d sent before; %.1f s, %,.0f rows/s",
          rows,
          accepted,
          rejected,
          skipped,
          seconds,
          (accepted + rejected) / Math.max(seconds, 1e-3));
    }
  }

  /**
   * Sends all rows from one on.
   *
   * @param from the first row to send, counted from 0
   * @throws ServiceException if the service stops taking them; those it took are noted
   */
  Summary run(List<byte[]> lines, int from, ReplayMark mark) throws IOException {
    long start = System.nanoTime();
    int next = from;
    mark.note(next); // What an earlier replay of these rows noted counts no longer.
    try (Meter meter = new Meter(console, "replay")) {
      while (next < lines.size()) {
        await(start, next - from);
        List<byte[]> portion = portion(lines, next);
        int taken = send(portion, next, meter);
        next += taken;
        mark.note(next);
        meter.at(next, lines.size(), speed(next - from, start));
        requireWhole(taken, portion.size());
      }
    } catch (ServiceException e) {
      throw next == 0 ? e : incomplete(next, lines.size(), e);
    }
    return new Summary(lines.size(), from, accepted, rejected, seconds(start));
  }

  private static void requireWhole(int taken, int sent) {
    if (taken < sent) {
      throw new ServiceException("the service stopped taking rows; see tocsin logs ingest");
    }
  }

  private static ServiceException incomplete(int sent, int rows, ServiceException cause) {
    return new ServiceException(
        "%s; of %d rows %d are sent: send the others with --resume"
            .formatted(cause.getMessage(), rows, sent),
        cause);
  }

  private List<byte[]> portion(List<byte[]> lines, int from) {
    int most =
        rate.isPresent()
            ? (int) Math.clamp(rate.getAsDouble() / PORTIONS_PER_SECOND, 1, MOST_LINES)
            : MOST_LINES;
    int end = from;
    long bytes = 0;
    while (end < lines.size() && end - from < most && (bytes < MOST_BYTES)) {
      bytes += lines.get(end).length;
      end++;
    }
    return lines.subList(from, end);
  }

  /** Returns how many rows, from the first, need not be sent again. */
  private int send(List<byte[]> portion, int from, Meter meter) {
    int taken = 0;
    for (LineAnswer answer : ingest.upload(target.path(), portion)) {
      switch (answer) {
        case LineAnswer.Accepted _ -> {
          accepted++;
          taken++;
        }
        case LineAnswer.Rejected found -> {
          rejected++;
          taken++;
          report("row %d is rejected: %s".formatted(from + found.line(), found.reason()), meter);
        }
        case LineAnswer.Failed found -> {
          say("row %d failed: %s".formatted(from + found.line(), found.reason()), meter);
          return taken;
        }
        case LineAnswer.Incomplete found -> say(found.reason(), meter);
        case LineAnswer.Complete _ -> {}
      }
    }
    return taken;
  }

  private void report(String line, Meter meter) {
    if (rejected <= MOST_REPORTED) {
      say(line, meter);
    } else if (rejected == MOST_REPORTED + 1) {
      say("further rejected rows are only counted", meter);
    }
  }

  private void say(String line, Meter meter) {
    meter.close();
    console.progress(line);
  }

  private void await(long start, int sent) {
    double due = rate.isPresent() ? sent / rate.getAsDouble() : 0;
    double early = due - seconds(start);
    if (early <= 0) {
      return;
    }
    try {
      Thread.sleep(Duration.ofMillis(Math.round(early * 1e3)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted; send the rest with --resume", e);
    }
  }

  private static String speed(int sent, long start) {
    return String.format(Locale.ROOT, "%,.0f rows/s", sent / Math.max(seconds(start), 1e-3));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
