package io.tocsin.cli.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub with one data set, whose file lies on another host. */
final class FakeHub implements AutoCloseable {
  static final Path FILE = Path.of("../llama/src/test/resources/data/tweets.snappy.parquet");

  private final HttpServer hub = started();
  private final HttpServer files = started();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  FakeHub() throws IOException {
    String file = address(hub) + "/datasets/ada/storms/resolve/0.parquet";
    hub.createContext(
        "/api/datasets/ada/storms/parquet",
        exchange ->
            answer(
                exchange,
                200,
                "{\"default\": {\"train\": [\"%s\"]}}"
                    .formatted(file)
                    .getBytes(StandardCharsets.UTF_8)));
    hub.createContext(
        "/datasets/ada/storms/resolve/0.parquet",
        exchange -> {
          exchange.getResponseHeaders().set("Location", address(files) + "/0.parquet");
          answer(exchange, 302, new byte[0]);
        });
    files.createContext("/0.parquet", exchange -> answer(exchange, 200, Files.readAllBytes(FILE)));
  }

  URI endpoint() {
    return address(hub);
  }

  /** Returns each request's path, followed by the token it bore. */
  List<String> requests() {
    return requests;
  }

  private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(exchange.getRequestURI().getPath() + " " + token);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static HttpServer started() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    hub.stop(0);
    files.stop(0);
  }
}
