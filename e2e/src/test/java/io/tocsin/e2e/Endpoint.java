package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a service does for its callers, as its own description tells.
 *
 * @param type of a body that it takes
 */
record Endpoint(URI service, String method, String path, String type) {
  /** Is refused by whoever reads it, and is no tweet. */
  private static final String BODY = " ";

  /** Returns all that a service has. */
  static List<Endpoint> of(URI service) throws Exception {
    List<Endpoint> endpoints = new ArrayList<>();
    JsonNode paths = Http.OPEN.get(service, "/q/openapi?format=json").get("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        for (String type : types(operation.getValue())) {
          endpoints.add(new Endpoint(service, method, path.getKey(), type));
        }
      }
    }
    return endpoints;
  }

  private static List<String> types(JsonNode operation) {
    List<String> types = new ArrayList<>();
    operation.at("/requestBody/content").fieldNames().forEachRemaining(types::add);
    return types.isEmpty() ? List.of("application/json") : types;
  }

  boolean changesSomething() {
    return !method.equals("GET");
  }

  boolean deletes() {
    return method.equals("DELETE");
  }

  int status(Http caller) throws Exception {
    String address = path.replaceAll("\\{[^}]*}", "nobody");
    return caller.status(method, service.resolve(address), type, BODY);
  }
}
