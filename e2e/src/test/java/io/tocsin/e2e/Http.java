package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Requests as any client makes them. */
final class Http {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Http() {}

  /** Posts JSON and returns the JSON of a successful answer. */
  static JsonNode post(URI service, String path, String json) throws Exception {
    return parsed(body(request(service, path, "application/json", json)));
  }

  /** Posts lines and returns the line of each, the summary last. */
  static List<JsonNode> postLines(URI service, String path, List<String> lines) throws Exception {
    String body = String.join("\n", lines);
    return body(request(service, path, "application/x-ndjson", body))
        .lines()
        .map(Http::parsed)
        .toList();
  }

  /** Returns the JSON at an address. */
  static JsonNode get(URI service, String path) throws Exception {
    return parsed(text(service, path));
  }

  /** Returns the text at an address. */
  static String text(URI service, String path) throws Exception {
    return body(HttpRequest.newBuilder(service.resolve(path)).build());
  }

  private static HttpRequest request(URI service, String path, String type, String body) {
    return HttpRequest.newBuilder(service.resolve(path))
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
