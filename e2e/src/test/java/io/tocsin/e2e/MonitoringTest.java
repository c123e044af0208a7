package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard and the rules by themselves; MainJobIT holds them against real metrics. */
final class MonitoringTest {
  private final Monitoring monitoring;

  MonitoringTest() throws IOException {
    monitoring = Monitoring.read();
  }

  @Test
  void everyPanelAsksSomethingOfTheChosenDataSourceInAUnit() {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : monitoring.panels()) {
      String title = panel.path("title").asText();
      assertTrue(ids.add(panel.path("id").asInt()), () -> title + ": its id is another's too");
      assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
      assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isEmpty(), title);
      assertFalse(panel.path("description").asText().isBlank(), title);
      assertFalse(panel.path("targets").isEmpty(), title);
      for (JsonNode target : panel.path("targets")) {
        assertEquals("${datasource}", target.at("/datasource/uid").asText(), title);
        assertFalse(target.path("expr").asText().isBlank(), title);
      }
    }
    assertEquals(
        "datasource", monitoring.dashboard().at("/templating/list/0/name").asText(), "variable");
  }

  @Test
  void panelsDoNotLieUponOneAnother() {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : monitoring.panels()) {
      JsonNode place = panel.path("gridPos");
      assertTrue(place.path("x").asInt() + place.path("w").asInt() <= 24, panel::toString);
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          List<Integer> cell = List.of(place.path("x").asInt() + x, place.path("y").asInt() + y);
          assertTrue(taken.add(cell), () -> panel.path("title") + " lies upon another at " + cell);
        }
      }
    }
  }

  @Test
  void everyAlertSaysHowBadItIsWhatItMeansAndWhatToDo() {
    Set<String> names = new HashSet<>();
    for (JsonNode alert : monitoring.alerts()) {
      String name = alert.path("alert").asText();
      assertTrue(names.add(name), () -> name + " is there twice");
      assertTrue(
          Set.of("critical", "warning").contains(alert.at("/labels/severity").asText()), name);
      for (String text : List.of("summary", "description", "action")) {
        assertFalse(alert.path("annotations").path(text).asText().isBlank(), name + ": " + text);
      }
    }
    assertFalse(names.isEmpty());
  }

  @Test
  void everyExpressionIsUnderstood() {
    monitoring.queries().forEach(query -> PromQl.parse(query.expression()));
  }

  @Test
  void prometheusReadsTheServicesWhereTheyListen() throws IOException {
    List<String> targets = new ArrayList<>();
    for (JsonNode job : Monitoring.yaml("prometheus/prometheus.yml").path("scrape_configs")) {
      String name = job.path("job_name").asText();
      assertEquals("/q/metrics", job.path("metrics_path").asText(), name);
      JsonNode byName = job.path("dns_sd_configs").path(0);
      targets.add(
          byName.isMissingNode()
              ? job.at("/static_configs/0/targets/0").asText()
              : byName.at("/names/0").asText() + ":" + byName.path("port").asInt());
    }

    assertEquals(
        List.of(
            listening("ingest"),
            listening("trainer"),
            listening("monitor"),
            listening("inference")),
        targets);
  }

  @Test
  void kubernetesTakesFilesThatAreThere() throws IOException {
    for (JsonNode map : Monitoring.yaml("kustomization.yaml").path("configMapGenerator")) {
      StreamSupport.stream(map.path("files").spliterator(), false)
          .map(file -> Systems.HOME.resolve("monitoring").resolve(file.asText()))
          .forEach(file -> assertTrue(Files.isRegularFile(file), file::toString));
    }
  }

  private static String listening(String service) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(
            Systems.HOME.resolve(service + "-service/src/main/resources/application.properties"))) {
      properties.load(reader);
    }
    return service + ":" + properties.getProperty("quarkus.http.port");
  }
}
