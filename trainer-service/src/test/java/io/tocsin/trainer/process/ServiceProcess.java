package io.tocsin.trainer.process;

import io.tocsin.broker.FreePort;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The packaged trainer as a process.
 *
 * @param process writes its log to the file
 * @param http whom to ask
 * @param port on which it answers
 */
record ServiceProcess(Process process, Path log, HttpClient http, int port)
    implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> COMMAND =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:TieredStopAtLevel=1",
          "-jar",
          JAR.toString());

  /**
   * Starts a trainer that keeps its work in a directory, and waits until it is ready.
   *
   * @param adapters where they go, as the setting says it
   */
  static ServiceProcess start(String bootstrapServers, Path directory, String adapters)
      throws IOException {
    return start(bootstrapServers, directory, adapters, COMMAND);
  }

  /**
   * Starts a trainer that can write no file longer than so many blocks of 512 bytes: to a process
   * that is the same as a full disc.
   */
  static ServiceProcess startOnAFullDisc(
      String bootstrapServers, Path directory, String adapters, int blocks) throws IOException {
    List<String> limited = new ArrayList<>();
    limited.addAll(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    limited.addAll(COMMAND);
    return start(bootstrapServers, directory, adapters, limited);
  }

  private static ServiceProcess start(
      String bootstrapServers, Path directory, String adapters, List<String> command)
      throws IOException {
    int port = FreePort.any();
    Path log = Files.createTempFile(directory, "trainer", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "TOCSIN_BASE",
                Samples.BASE.toString(),
                "TOCSIN_ADAPTERS",
                adapters,
                "TOCSIN_CACHE",
                directory.resolve("cache").toString(),
                "AWS_ACCESS_KEY_ID",
                Bucket.USER,
                "AWS_SECRET_ACCESS_KEY",
                Bucket.PASSWORD,
                "TOCSIN_WORK",
                directory.resolve("work").toString(),
                "TOCSIN_REPLICA",
                "process",
                "TOCSIN_THREADS",
                "1"));
    ServiceProcess started =
        new ServiceProcess(builder.start(), log, HttpClient.newHttpClient(), port);
    Awaitility.await()
        .atMost(PATIENCE)
        .failFast(() -> !started.process.isAlive())
        .until(() -> started.status("/q/health/ready") == 200);
    return started;
  }

  int status(String path) {
    try {
      return answer(path).statusCode();
    } catch (IOException _) {
      return 0; // Nobody listens yet.
    }
  }

  String get(String path) throws IOException {
    return answer(path).body();
  }

  private HttpResponse<String> answer(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String logged() throws IOException {
    return Files.readString(log);
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop as {@code kill} does, and returns whether it did. */
  boolean terminate() throws InterruptedException {
    process.toHandle().destroy();
    return process.waitFor(PATIENCE);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
