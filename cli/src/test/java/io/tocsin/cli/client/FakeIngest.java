package io.tocsin.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An ingest service as far as its clients can tell. */
final class FakeIngest implements AutoCloseable {
  private final HttpServer server;
  private final List<String> bodies = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();

  private FakeIngest(HttpServer server) {
    this.server = server;
  }

  /** An answer. */
  record Answer(int status, String body) {}

  /** Answers whatever is sent, whole body by whole body. */
  static FakeIngest answering(java.util.function.Function<String, Answer> answers) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      FakeIngest fake = new FakeIngest(server);
      server.createContext("/", exchange -> fake.answer(exchange, answers));
      server.start();
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers an upload line by line. */
  static FakeIngest answeringLines(UnaryOperator<List<String>> answers) {
    return answering(
        body -> new Answer(200, String.join("\n", answers.apply(body.lines().toList())) + "\n"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns all that was sent, request by request. */
  List<String> bodies() {
    return bodies;
  }

  /** Returns method and path of each request. */
  List<String> requests() {
    return requests;
  }

  /** Returns the Authorization of each request, null where there was none. */
  List<String> shown() {
    return shown;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, java.util.function.Function<String, Answer> answers)
      throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    bodies.add(body);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    shown.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = answers.apply(body);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
