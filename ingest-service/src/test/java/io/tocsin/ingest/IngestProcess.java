package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own. */
final class IngestProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.:]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  private IngestProcess(Process process) throws IOException {
    this.process = process;
    BufferedReader output = process.inputReader(UTF_8);
    this.base = listening(output);
    Thread.ofVirtual().start(() -> output.lines().forEach(log::add));
  }

  static IngestProcess start(Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx96m",
            "-jar",
            JAR.toString());
    builder.redirectErrorStream(true).environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return new IngestProcess(builder.start());
  }

  URI base() {
    return base;
  }

  /** Returns what it has logged so far. */
  List<String> log() {
    return log;
  }

  HttpResponse<String> post(String path, String contentType, String body) {
    return post(path, contentType, body.getBytes(UTF_8));
  }

  HttpResponse<String> post(String path, String contentType, byte[] body) {
    return answer(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  /** Posts without saying of what kind the body is. */
  HttpResponse<String> post(String path, String body) {
    return answer(
        HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return answer(HttpRequest.newBuilder(base.resolve(path)));
  }

  HttpResponse<String> delete(String path) {
    return answer(HttpRequest.newBuilder(base.resolve(path)).DELETE());
  }

  /** Sends a request with further headers, name and value in turn. */
  HttpResponse<String> send(String method, String path, String body, String... headers) {
    return answer(
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .headers(headers));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** Asks it to stop, as {@code kill} does. */
  void terminate() {
    process.toHandle().destroy();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still runs after " + PATIENCE);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private URI listening(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      log.add(line);
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        return URI.create(listening.group(1));
      }
    }
    throw new AssertionError("ended without listening: " + log);
  }
}
