package io.tocsin.e2e;

import static org.awaitility.Awaitility.await;

import io.tocsin.broker.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A service that the cluster does not let do its work. */
final class Refused implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final URI address;
  private final Path log;

  private Refused(Process process, URI address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  static Refused start(SecureCluster cluster, List<String> command, Path folder)
      throws IOException {
    int port = FreePort.any();
    Path log = Files.createTempFile(folder, "refused", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers());
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    builder.environment().put("TOCSIN_BASE", Systems.HOME.resolve("models/tiny-llama3").toString());
    builder.environment().put("TOCSIN_ADAPTERS", folder.resolve("adapters").toString());
    builder.environment().put("TOCSIN_WORK", folder.resolve("work").toString());
    builder.environment().put("TOCSIN_REPLICA", "refused");
    return new Refused(builder.start(), URI.create("http://127.0.0.1:" + port), log);
  }

  /** Waits until its log says so. */
  void awaitLogged(String text) {
    await().atMost(PATIENCE).until(() -> log().contains(text));
  }

  /** Waits until it says so to whoever asks whether it is ready. */
  void awaitNotReady(String why) {
    await().atMost(PATIENCE).until(() -> readiness().contains(why));
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE)) {
      throw new AssertionError("still runs: " + log);
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private String readiness() throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest question = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
      HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 503 ? answer.body() : "";
    } catch (IOException _) {
      return ""; // it does not listen yet
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
