package io.tocsin.ingest;

import static io.tocsin.ingest.IngestProcess.json;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service and clients that ask for too much, or are too slow. It needs no Kafka. */
@Timeout(60)
final class HttpLimitsIT {
  private static final int MOST_UPLOADS = 2;
  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRICKLE = Duration.ofMillis(200);
  private static final String NO_TWEET = "{\"id\": \"17\"}";
  private static final String HEAD =
      "POST /tweets HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  private static IngestProcess service;

  @BeforeAll
  static void start() throws IOException {
    service =
        IngestProcess.start(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:1",
                "TOCSIN_HTTP_REQUESTS_PER_SECOND",
                "20",
                "TOCSIN_HTTP_IDLE_TIMEOUT",
                "1S",
                "TOCSIN_HTTP_BODY_TIMEOUT",
                "1S",
                "TOCSIN_MAX_UPLOADS",
                "" + MOST_UPLOADS));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void turnsAwayWhoAsksTooOften() {
    HttpResponse<String> refused =
        Awaitility.await()
            .atMost(PATIENCE)
            .until(HttpLimitsIT::refusedOfMany, Optional::isPresent)
            .orElseThrow();

    assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
    assertEquals(429, json(refused.body()).get("status").asInt());
    assertEquals(200, service.get("/q/health/live").statusCode());
    assertEquals(400, statusInTime(HttpLimitsIT::postNoTweet));
  }

  /** Posts many at once, and returns one that was refused, unless that took too long. */
  private static Optional<HttpResponse<String>> refusedOfMany() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<HttpResponse<String>> post = HttpLimitsIT::postNoTweet;
      return threads.invokeAll(Collections.nCopies(AT_ONCE, post)).stream()
          .map(Future::resultNow)
          .filter(answer -> answer.statusCode() == 429)
          .findFirst();
    }
  }

  private static HttpResponse<String> postNoTweet() {
    return service.post("/tweets", "application/json", NO_TWEET);
  }

  /** Asks until that is not too often. */
  private static int statusInTime(Callable<HttpResponse<String>> request) {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .until(() -> request.call().statusCode(), status -> status != 429);
  }

  @Test
  void dropsAClientThatTricklesItsHead() throws IOException {
    try (Socket socket = connect()) {
      long start = System.nanoTime();

      assertEquals("", trickled(socket, "POST /tweets HTTP/1.1\r\nX-Slow: ", "a"));

      assertTrue(secondsSince(start) < 10);
    }
  }

  @Test
  void dropsAClientThatTricklesItsBody() throws IOException {
    try (Socket socket = connect()) {
      long start = System.nanoTime();

      String answer = trickled(socket, HEAD + "Content-Length: 10000\r\n\r\n", "a");

      assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertTrue(secondsSince(start) < 10);
    }
  }

  @Test
  void dropsAConnectionThatIsNotUsed() throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(10_000);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void takesSoManyUploadsAtOnce() throws IOException {
    List<ChunkedUpload> uploads = new ArrayList<>();
    for (int i = 0; i < MOST_UPLOADS; i++) {
      ChunkedUpload upload = new ChunkedUpload(service.base(), "/tweets");
      upload.send("no tweet\n");
      assertEquals("HTTP/1.1 200 OK", upload.status());
      upload.answer();
      uploads.add(upload);
    }

    HttpResponse<String> refused = service.post("/labels", "application/x-ndjson", "\n");

    assertEquals(429, refused.statusCode(), refused.body());
    assertTrue(refused.headers().firstValue("Retry-After").isPresent());
    for (ChunkedUpload upload : uploads) {
      upload.close();
    }
    Awaitility.await()
        .until(() -> service.post("/labels", "application/x-ndjson", "\n").statusCode() == 200);
  }

  @Test
  void refusesPagesOfOtherSites() {
    assertEquals(403, fromPage("Origin", "https://example.org"));
    assertEquals(403, fromPage("Origin", "null"));
    assertEquals(400, fromPage("Origin", "http://localhost:3000"));
    assertEquals(400, fromPage("Origin", "http://127.0.0.1", "Sec-Fetch-Site", "cross-site"));
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 403", "same-site, 405", "same-origin, 405", "none, 405"})
  void refusesPagesOfOtherSitesThatTellNoOrigin(String site, int status) {
    assertEquals(
        status, statusInTime(() -> service.send("GET", "/tweets", "", "Sec-Fetch-Site", site)));
  }

  @Test
  void refusesANameThatWasMadeToPointHere() {
    String status =
        Awaitility.await()
            .until(HttpLimitsIT::statusUnderAnotherName, found -> !found.endsWith("429"));

    assertEquals("HTTP/1.1 403", status);
  }

  private static String statusUnderAnotherName() throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write("GET /tweets HTTP/1.1\r\nHost: example.org\r\n\r\n".getBytes(US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }
  }

  private static int fromPage(String... headers) {
    String[] all =
        Stream.concat(Stream.of("Content-Type", "text/plain"), Stream.of(headers))
            .toArray(String[]::new);
    return statusInTime(() -> service.send("POST", "/tweets", " ", all));
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(service.base().getHost(), service.base().getPort());
    socket.setSoTimeout((int) TRICKLE.toMillis());
    return socket;
  }

  /** Sends a beginning, and more now and then, and returns what comes until the connection ends. */
  private static String trickled(Socket socket, String beginning, String more) throws IOException {
    StringBuilder answer = new StringBuilder();
    socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    InputStream in = socket.getInputStream();
    try {
      while (true) {
        try {
          int found = in.read();
          if (found < 0) {
            return answer.toString();
          }
          answer.append((char) found);
        } catch (java.net.SocketTimeoutException _) {
          socket.getOutputStream().write(more.getBytes(US_ASCII));
        }
      }
    } catch (SocketException _) {
      return answer.toString();
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
