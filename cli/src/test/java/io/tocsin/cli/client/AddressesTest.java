package io.tocsin.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.cli.system.StateFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "TOCSIN_INGEST_URL", "http://ingest:80",
          "TOCSIN_INFERENCE_URL", "http://inference:80",
          "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");

  @TempDir private Path state;

  @Test
  void takesTheOptionFirst() {
    Addresses addresses = new Addresses(VARIABLES::get, new StateFolder(state));

    assertEquals(
        URI.create("http://here:1"), addresses.ingest(Optional.of(URI.create("http://here:1"))));
    assertEquals("here:2", addresses.kafka(Optional.of("here:2")));
  }

  @Test
  void takesTheEnvironmentBeforeWhatRuns() throws Exception {
    recordSystem();
    Addresses addresses = new Addresses(VARIABLES::get, new StateFolder(state));

    assertEquals(URI.create("http://ingest:80"), addresses.ingest(Optional.empty()));
    assertEquals(URI.create("http://inference:80"), addresses.inference(Optional.empty()));
    assertEquals("kafka:9092", addresses.kafka(Optional.empty()));
  }

  @Test
  void takesWhatRunsBeforeTheUsualPorts() throws Exception {
    recordSystem();
    Addresses addresses = new Addresses(_ -> null, new StateFolder(state));

    assertEquals(URI.create("http://127.0.0.1:1081"), addresses.ingest(Optional.empty()));
    assertEquals(URI.create("http://127.0.0.1:1083"), addresses.inference(Optional.empty()));
    assertEquals("127.0.0.1:1092", addresses.kafka(Optional.empty()));
  }

  @Test
  void takesTheUsualPortsWhereNothingIsKnown() {
    Addresses addresses = new Addresses(_ -> null, new StateFolder(state));

    assertEquals(URI.create("http://127.0.0.1:8081"), addresses.ingest(Optional.empty()));
    assertEquals(URI.create("http://127.0.0.1:8083"), addresses.inference(Optional.empty()));
    assertEquals("127.0.0.1:9092", addresses.kafka(Optional.empty()));
  }

  /** Records processes that bear our own pid, and so count as running. */
  private void recordSystem() throws Exception {
    Path run = Files.createDirectories(state.resolve("run"));
    ProcessHandle ours = ProcessHandle.current();
    Map<String, Integer> ports =
        Map.of("ingest", 1081, "trainer", 1082, "inference", 1083, "monitor", 1084);
    for (Map.Entry<String, Integer> port : ports.entrySet()) {
      Files.writeString(
          run.resolve(port.getKey() + ".json"),
          """
          {"name":"%s","pid":%d,"startedAt":"%s","port":%d,"command":["java"],"log":"x",
           "environment":{"KAFKA_BOOTSTRAP_SERVERS":"127.0.0.1:1092"}}"""
              .formatted(
                  port.getKey(),
                  ours.pid(),
                  ours.info().startInstant().orElseThrow(),
                  port.getValue()));
    }
  }
}
