package io.tocsin.cli.system;

import io.tocsin.broker.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Whether processes can be used. */
final class Readiness {
  private static final String PATH = "/q/health/ready";
  private static final int OK = 200;
  private static final int LINES_SHOWN = 20;
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  /** Returns whether a process serves now: its health says so, or a broker takes connections. */
  boolean isReady(RecordedProcess process) {
    return process.isBroker() ? FreePort.isOpen(process.port()) : answersWell(process.url());
  }

  /**
   * Waits until a process serves.
   *
   * @throws SystemException if it ends before or takes longer than patience allows; the message
   *     shows the end of its log
   */
  void await(RecordedProcess process, Duration patience) {
    Instant end = Instant.now().plus(patience);
    boolean settled = Pause.until(() -> isReady(process) || !process.isAlive(), end);
    if (!settled) {
      throw failure(process, "was not ready within %d s".formatted(patience.toSeconds()));
    }
    if (!process.isAlive()) {
      throw failure(process, "ended before it was ready");
    }
  }

  private static SystemException failure(RecordedProcess process, String what) {
    String tail = String.join("\n  ", LogTail.of(Path.of(process.log()), LINES_SHOWN));
    return new SystemException(
        "%s %s: mend what its log tells, and run tocsin up again. The end of %s:\n  %s"
            .formatted(process.name(), what, process.log(), tail));
  }

  private boolean answersWell(URI service) {
    HttpRequest question = HttpRequest.newBuilder(service.resolve(PATH)).timeout(ANSWER).build();
    try {
      return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SystemException("interrupted while waiting", e);
    }
  }
}
