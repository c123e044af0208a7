package io.tocsin.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands before an S3 server and notes what is asked. A test may have it answer instead of the
 * server, or cut an answer short.
 */
final class S3Gateway implements AutoCloseable {
  static {
    // The signature covers the host that the client named.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static final Set<String> NOT_FORWARDED =
      Set.of("connection", "content-length", "expect", "transfer-encoding", "upgrade");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI behind;
  private final List<S3Call> calls = new CopyOnWriteArrayList<>();
  private volatile Function<S3Call, Optional<S3Answer>> instead = call -> Optional.empty();
  private volatile Function<S3Call, Integer> bytesLost = call -> 0;

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

  List<S3Call> calls() {
    return List.copyOf(calls);
  }

  List<String> operations() {
    return calls.stream().map(S3Call::operation).toList();
  }

  void answerInstead(Function<S3Call, Optional<S3Answer>> answers) {
    instead = answers;
  }

  /** Closes the connection that many bytes before the end of an answer. */
  void cutShort(Function<S3Call, Integer> bytes) {
    bytesLost = bytes;
  }

  /**
   * Permits these actions alone, as S3 does it: whoever may not list is refused what is not there.
   */
  void permit(Set<String> permissions) {
    instead =
        call ->
            permissions.contains(call.permission())
                ? Optional.empty()
                : Optional.of(S3Answer.error(403, "AccessDenied"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      S3Call call = S3Call.of(exchange.getRequestMethod(), exchange.getRequestURI());
      calls.add(call);
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<S3Answer> ours = instead.apply(call);
      S3Answer answer = ours.isPresent() ? ours.get() : forward(exchange, body);
      answer
          .headers()
          .forEach(
              (name, values) -> {
                if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      OutputStream out = exchange.getResponseBody();
      out.write(answer.body(), 0, answer.body().length - bytesLost.apply(call));
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private S3Answer forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new S3Answer(response.statusCode(), response.headers().map(), response.body());
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.close();
  }
}
