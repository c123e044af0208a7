package io.tocsin.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** Stands before an S3 server, notes what is asked, and answers by a rule that a test sets. */
final class S3Gateway {
  static {
    // The signature covers the host that the client named.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final Set<String> OF_ONE_CONNECTION =
      Set.of("connection", "content-length", "expect", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI behind;
  private final List<S3Call> calls = new CopyOnWriteArrayList<>();
  private volatile S3Rule rule = S3Rule.forward();

  S3Gateway(URI behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void follow(S3Rule newRule) {
    rule = newRule;
  }

  List<S3Call> calls() {
    return List.copyOf(calls);
  }

  List<String> operations() {
    return calls.stream().map(S3Call::operation).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      S3Call call = S3Call.of(exchange.getRequestMethod(), exchange.getRequestURI());
      calls.add(call);
      byte[] body = exchange.getRequestBody().readAllBytes();
      S3Answer answer = rule.answer(call, () -> forward(exchange, body));
      copy(answer.headers(), (name, value) -> exchange.getResponseHeaders().add(name, value));
      exchange.sendResponseHeaders(
          answer.status(), answer.announced() == 0 ? -1 : answer.announced());
      exchange.getResponseBody().write(answer.body());
      exchange.getResponseBody().flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private S3Answer forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    copy(exchange.getRequestHeaders(), request::header);
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    return new S3Answer(
        answer.statusCode(), answer.headers().map(), answer.body(), answer.body().length);
  }

  private static void copy(Map<String, List<String>> from, BiConsumer<String, String> to) {
    from.forEach(
        (name, values) -> {
          if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> to.accept(name, value));
          }
        });
  }

  void stop() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
