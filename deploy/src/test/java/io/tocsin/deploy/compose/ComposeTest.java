package io.tocsin.deploy.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Tocsin;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Pom;
import io.tocsin.deploy.code.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

final class ComposeTest {
  private static final String FILE = Checkout.text("docker-compose.yml");
  private static final String GPU = Checkout.text("docker-compose.gpu.yml");
  private static final Map<String, String> BASE =
      Map.of("TOCSIN_MODELS", "/srv/models", "TOCSIN_BASE_NAME", "Meta-Llama-3-8B");

  private static Compose cpu(String text) {
    return Compose.parse(Map.of(), text);
  }

  @Test
  void saysWhatTheCodeSays() {
    assertEquals(List.of(), ComposeFacts.faults(cpu(FILE)));
  }

  @Test
  void saysWhatTheCodeSaysOnGpus() {
    Compose gpu = Compose.parse(BASE, FILE, GPU);

    assertEquals(List.of(), ComposeFacts.faults(gpu));
    assertEquals(
        "/models/Meta-Llama-3-8B",
        gpu.services().get("inference").environment().get("TOCSIN_BASE"));
    assertEquals(
        List.of(
            "adapters:/var/lib/tocsin/adapters:ro",
            "keys:/var/lib/tocsin/keys:ro",
            "/srv/models:/models:ro"),
        gpu.services().get("inference").volumes());
  }

  @Test
  void wantsToBeToldTheBase() {
    assertThrows(IllegalArgumentException.class, () -> Compose.parse(Map.of(), FILE, GPU));
  }

  @Test
  void startsWithoutAnEnvironment() {
    Set<String> started = new TreeSet<>();
    cpu(FILE)
        .services()
        .forEach(
            (name, service) -> {
              if (service.profiles().isEmpty()) {
                started.add(name);
              }
            });

    assertEquals(
        new TreeSet<>(
            List.of(
                "kafka",
                "topics",
                "ingest",
                "trainer",
                "monitor",
                "inference",
                "prometheus",
                "grafana")),
        started);
  }

  @Test
  void createsTheTopicsByACommandThatThereIs() {
    List<String> command = cpu(FILE).services().get("topics").command().orElseThrow();

    assertEquals(
        "--create",
        Tocsin.commandLine()
            .parseArgs(command.toArray(String[]::new))
            .subcommand()
            .matchedOptions()
            .getFirst()
            .longestName());
  }

  @Test
  void tellsTheCommandLineWhereTheSystemIs() {
    String addresses = Checkout.text("cli/src/main/java/io/tocsin/cli/client/Addresses.java");
    Map<String, String> environment = new HashMap<>(cpu(FILE).services().get("cli").environment());

    assertEquals("kafka:9092", environment.remove("KAFKA_BOOTSTRAP_SERVERS"));
    assertEquals("", environment.remove(ServiceKey.VARIABLE));
    assertEquals("/var/lib/tocsin/keys/api-keys.json", environment.remove("TOCSIN_API_KEYS"));
    assertEquals(
        Map.of(
            "TOCSIN_INGEST_URL", "http://ingest:8081",
            "TOCSIN_INFERENCE_URL", "http://inference:8083"),
        environment);
    environment.keySet().forEach(name -> assertTrue(addresses.contains('"' + name + '"'), name));
  }

  @Test
  void setsTheBrokerAsTheOneThatTestsRunAgainst() throws IOException {
    Properties wanted = new Properties();
    try (InputStream file = getClass().getResourceAsStream("/io/tocsin/broker/broker.properties")) {
      wanted.load(file);
    }
    ComposeService kafka = cpu(FILE).services().get("kafka");

    Map<String, String> differing = new TreeMap<>();
    wanted.stringPropertyNames().stream()
        .filter(name -> !name.equals("listener.security.protocol.map"))
        .filter(name -> !wanted.getProperty(name).equals(broker(kafka, name)))
        .forEach(name -> differing.put(name, wanted.getProperty(name)));

    assertEquals(Map.of(), differing);
    assertTrue(
        broker(kafka, "listener.security.protocol.map")
            .startsWith(wanted.getProperty("listener.security.protocol.map")));
    assertEquals("apache/kafka:" + Pom.read().property("kafka.version"), kafka.image());
    assertEquals(List.of("kafka:" + broker(kafka, "log.dirs")), kafka.volumes());
  }

  private static String broker(ComposeService kafka, String setting) {
    return kafka.environment().get(Variables.variable("kafka." + setting));
  }

  @Test
  void documentsEachVariable() {
    Map<String, Optional<String>> variables = new TreeMap<>(cpu(FILE).defaults());
    Map<String, Optional<String>> onGpus = Compose.parse(BASE, GPU, FILE).defaults();
    EnvExample example = EnvExample.read();

    Set<String> all = new TreeSet<>(variables.keySet());
    all.addAll(onGpus.keySet());
    Set<String> documented = new HashSet<>(example.usual().keySet());
    documented.addAll(example.examples().keySet());
    documented.remove("COMPOSE_FILE");

    assertEquals(all, new TreeSet<>(documented));
    Map<String, Optional<String>> usual = new TreeMap<>();
    example.usual().forEach((name, value) -> usual.put(name, Optional.of(value)));
    variables.values().removeIf(Optional::isEmpty);
    assertEquals(variables, usual);
  }

  @Test
  void keepsTheEnvironmentOutOfTheRepository() {
    assertTrue(Checkout.text(".gitignore").lines().anyMatch(".env"::equals));
  }

  @Test
  void isScrapedWhereItListens() {
    Map<String, Object> prometheus =
        new Yaml().load(Checkout.text("monitoring/prometheus/prometheus.yml"));
    String jobs = prometheus.get("scrape_configs").toString();

    assertTrue(jobs.contains("targets=[ingest:8081]"), jobs);
    assertTrue(jobs.contains("targets=[trainer:8082]"), jobs);
    assertTrue(jobs.contains("names=[inference], type=A, port=8083"), jobs);
  }

  @Test
  void showsTheDashboardsWhereTheyAreLookedFor() {
    String provider = Checkout.text("monitoring/grafana/provisioning/dashboards/tocsin.yml");
    String source = Checkout.text("monitoring/grafana/provisioning/datasources/prometheus.yml");

    assertTrue(provider.contains("path: /var/lib/grafana/dashboards"));
    assertTrue(source.contains("url: http://prometheus:9090"));
    assertTrue(
        cpu(FILE)
            .services()
            .get("grafana")
            .volumes()
            .contains("./monitoring/grafana/dashboards:/var/lib/grafana/dashboards:ro"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "8081}:8081                              ~ 8081}:8080",
        "127.0.0.1:${INGEST_PORT                 ~ 0.0.0.0:${INGEST_PORT",
        "INFERENCE_PORTS:-8083                   ~ INFERENCE_PORTS:-9083",
        "TOCSIN_THREADS: ${TOCSIN_TRAINER        ~ TOCSIN_THREAD: ${TOCSIN_TRAINER",
        "TOCSIN_API_KEYS: ${TOCSIN               ~ TOCSIN_KEYS: ${TOCSIN",
        "keys:/var/lib/tocsin/keys:ro            ~ keys:/var/lib/tocsin/keys",
        "kafka:9092                              ~ broker:9092",
        "dockerfile: trainer-service/Dockerfile  ~ dockerfile: ingest-service/Dockerfile",
        "target: cpu                             ~ target: gpu",
        "adapters:/var/lib/tocsin/adapters:ro    ~ adapters:/adapters:ro",
        "- ./monitoring/prometheus:              ~ - ./monitoring/prometeus:",
        "stop_grace_period: 40s                  ~ stop_grace_period: 20s",
        "apache/kafka:4.1.2                      ~ apache/kafka:latest",
        "restart: on-failure:3                   ~ restart: always",
        "read_only: true                         ~ read_only: false",
        "/tmp:exec,                              ~ /tmp:",
        "cap_drop: [ ALL ]                       ~ cap_drop: []",
        "work:/var/lib/tocsin/work               ~ works:/var/lib/tocsin/work",
        "test: [ CMD, nc                         ~ testing: [ CMD, nc",
        "kafka: { condition: service_healthy }   ~ kafkas: { condition: service_healthy }",
        "mem_limit: 1g                           ~ mem_limits: 1g",
        "mem_limit: 1g                           ~ container_name: kafka",
        "topics: { condition: service_completed_successfully } ~ kafka: { condition: service_healthy }"
      })
  void noticesWhatIsWrong(String from, String to) {
    String altered = FILE.replace(from, to);

    assertNotEquals(FILE, altered);
    assertTrue(isRefused(altered) || !ComposeFacts.faults(cpu(altered)).isEmpty());
  }

  private static boolean isRefused(String text) {
    try {
      cpu(text);
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"${lower}", "$NAME", "${NAME:+other}", "${NAME:?no value}", "${OPEN"})
  void refusesVariablesThatComposeWouldTakeOtherwise(String text) {
    Interpolation interpolation = new Interpolation(Map.of());

    assertThrows(IllegalArgumentException.class, () -> interpolation.resolve(text));
  }

  @Test
  void replacesVariablesAsComposeDoes() {
    Interpolation interpolation = new Interpolation(Map.of("A", "1"));

    assertEquals(
        List.of("1-2", "x1"), interpolation.resolve(List.of("${A}-${B:-2}", "x${A:?why}")));
    assertFalse(interpolation.defaults().containsKey("x"));
  }
}
