package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.apikey.ApiKey;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Requests as any client makes them. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Without a key. */
  static final Http OPEN = new Http(Map.of());

  private final Map<String, String> headers;

  private Http(Map<String, String> headers) {
    this.headers = headers;
  }

  static Http with(ApiKey key) {
    return new Http(Map.of("Authorization", "Bearer " + key.text()));
  }

  /** Returns the status with which a request is answered. */
  int status(String method, URI address, String type, String body) throws Exception {
    HttpRequest request =
        request(address)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    headers.forEach(request::header);
    return request;
  }

  /** Posts JSON and returns the JSON of a successful answer. */
  JsonNode post(URI service, String path, String json) throws Exception {
    return parsed(body(request(service, path, "application/json", json)));
  }

  /** Posts lines and returns the line of each, the summary last. */
  List<JsonNode> postLines(URI service, String path, List<String> lines) throws Exception {
    String body = String.join("\n", lines);
    return body(request(service, path, "application/x-ndjson", body))
        .lines()
        .map(Http::parsed)
        .toList();
  }

  /** Returns the JSON at an address. */
  JsonNode get(URI service, String path) throws Exception {
    return parsed(text(service, path));
  }

  /** Returns the text at an address. */
  String text(URI service, String path) throws Exception {
    return body(request(service.resolve(path)).build());
  }

  private HttpRequest request(URI service, String path, String type, String body) {
    return request(service.resolve(path))
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String body(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(
          "%s: status %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
    }
    return response.body();
  }

  private static JsonNode parsed(String json) {
    try {
      return MessageJson.mapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
