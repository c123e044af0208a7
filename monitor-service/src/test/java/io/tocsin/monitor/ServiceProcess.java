package io.tocsin.monitor;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.broker.FreePort;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SECONDS_TO_END = 30;

  private final Process process;
  private final int port;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts one that keeps its state in the folder, and tells its figures twice a second. */
  static ServiceProcess start(Cluster cluster, Path folder) throws IOException {
    return start(cluster, folder, Map.of());
  }

  /** Starts one with further settings, by the names of environment variables. */
  static ServiceProcess start(Cluster cluster, Path folder, Map<String, String> settings)
      throws IOException {
    int port = FreePort.any();
    Path log = Files.createTempFile(folder, "service", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-jar",
            JAR.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "TOCSIN_CACHE", folder.resolve("streams").toString(),
                "TOCSIN_ALERTS_ADVANCE", "PT1S",
                "TOCSIN_ALERTS_WINDOW", "PT2M",
                "TOCSIN_ALERTS_INTERVAL", "PT2S",
                "TOCSIN_QUALITY_INTERVAL", "PT0.5S",
                "TOCSIN_LABELLING_AUDIT_RATE", "0.5"));
    builder.environment().putAll(settings);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new ServiceProcess(builder.start(), port, log);
  }

  /** Waits until it says that it is ready. */
  ServiceProcess awaitReady() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(this::isReady);
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Returns the JSON at a path; none unless it is answered, and well. */
  JsonNode json(String path) throws InterruptedException {
    try {
      HttpResponse<String> answer = get(path);
      return answer.statusCode() == 200
          ? MessageJson.mapper().readTree(answer.body())
          : MessageJson.mapper().missingNode();
    } catch (IOException _) {
      return MessageJson.mapper().missingNode();
    }
  }

  /** Returns the value of a series. */
  double metric(String series) throws IOException, InterruptedException {
    String metrics = get("/q/metrics").body();
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no %s in %s".formatted(series, metrics)));
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it as {@code kill} does, and returns its exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Waits until it ends, and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw new AssertionError("still runs after " + SECONDS_TO_END + " s");
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("ended: " + log());
    }
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
