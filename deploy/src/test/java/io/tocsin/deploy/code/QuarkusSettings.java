package io.tocsin.deploy.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Quarkus' own settings, from the descriptions that its extensions carry. */
final class QuarkusSettings {
  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
  private static final Set<String> VARIABLES = read();

  private QuarkusSettings() {}

  /** Returns the variables that count when a service runs; those of its build count no more. */
  static Set<String> variables() {
    return VARIABLES;
  }

  private static Set<String> read() {
    ObjectMapper json = new ObjectMapper();
    Set<String> variables = new TreeSet<>();
    try {
      for (URL model :
          Collections.list(QuarkusSettings.class.getClassLoader().getResources(MODEL))) {
        try (InputStream stream = model.openStream()) {
          collect(json.readTree(stream), variables);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  private static void collect(JsonNode node, Set<String> variables) {
    JsonNode variable = node.path("path").path("environmentVariable");
    if (variable.isTextual() && node.path("phase").asText().equals("RUN_TIME")) {
      variables.add(variable.textValue());
    }
    node.forEach(child -> collect(child, variables));
  }
}
