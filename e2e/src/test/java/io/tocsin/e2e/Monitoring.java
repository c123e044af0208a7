package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files in {@code monitoring/}.
 *
 * @param panels of the dashboard, rows left out
 * @param alerts of all groups
 */
record Monitoring(JsonNode dashboard, List<JsonNode> panels, List<JsonNode> alerts) {
  private static final Path FOLDER = Systems.HOME.resolve("monitoring");
  private static final Pattern PANEL_LABEL = Pattern.compile("\\{\\{ *(\\w+) *\\}\\}");
  private static final Pattern ALERT_LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  /**
   * An expression, and the labels that its legend or texts name.
   *
   * @param where for whoever must mend it
   */
  record Query(String where, String expression, Set<String> labels) {}

  static Monitoring read() throws IOException {
    JsonNode dashboard = read(new JsonMapper(), "grafana/dashboards/tocsin.json");
    JsonNode rules = read(new YAMLMapper(), "prometheus/rules.yml");
    List<JsonNode> panels = new ArrayList<>();
    dashboard.path("panels").forEach(panels::add);
    panels.removeIf(panel -> panel.path("type").asText().equals("row"));
    List<JsonNode> alerts = new ArrayList<>();
    rules.path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
    return new Monitoring(dashboard, panels, alerts);
  }

  static JsonNode yaml(String file) throws IOException {
    return read(new YAMLMapper(), file);
  }

  /** Returns all that is asked of Prometheus. */
  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                "panel " + panel.path("title").asText(),
                target.path("expr").asText(),
                labels(PANEL_LABEL, target.path("legendFormat").asText())));
      }
    }
    for (JsonNode alert : alerts) {
      queries.add(
          new Query(
              "alert " + alert.path("alert").asText(),
              alert.path("expr").asText(),
              labels(ALERT_LABEL, alert.path("annotations").toString())));
    }
    return queries;
  }

  private static Set<String> labels(Pattern pattern, String text) {
    Set<String> labels = new HashSet<>();
    pattern.matcher(text).results().map(found -> found.group(1)).forEach(labels::add);
    return labels;
  }

  private static JsonNode read(ObjectMapper mapper, String file) throws IOException {
    return mapper.readTree(FOLDER.resolve(file).toFile());
  }
}
