package io.tocsin.cli.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.BrokerSecurity;
import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.cli.Ran;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster that asks who we are, met from the command line. */
class SecureClusterIT {
  @TempDir private static Path directory;
  private static BrokerSecurity security;
  private static EmbeddedBroker broker;

  @TempDir private Path state;

  @BeforeAll
  static void start() {
    security = BrokerSecurity.in(directory.resolve("security"));
    broker =
        EmbeddedBroker.start(
            new BrokerSettings(directory.resolve("data"), 0, Optional.of(security)));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void anAdministratorMakesTheRulesAsDeclared() throws Exception {
    Map<String, Object> admin = security.adminConnection();

    Ran missing = access("--check", admin);
    Ran applied = access("--apply", admin);
    Ran there = access("--check", admin);

    assertEquals(1, missing.exitCode(), missing::err);
    assertTrue(missing.out().contains("missing     ingest: WRITE on topic tweets\n"), missing::out);
    assertEquals(0, applied.exitCode(), applied::err);
    assertTrue(
        applied.out().contains("created     reader: READ on group reader-*\n"), applied::out);
    assertEquals(0, there.exitCode(), there::err);
    assertEquals("The cluster's rules are as declared.\n", there.out());
  }

  @Test
  void saysThatThePasswordIsWrongButNotWhichItWas() throws Exception {
    Map<String, Object> guessing = new HashMap<>(security.clientSettings("admin", "guessed"));

    Ran ran = access("--check", guessing);

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("invalid credentials"), ran::err);
    assertTrue(ran.err().contains("check the settings in --kafka-config"), ran::err);
    assertFalse(ran.err().contains("guessed"), ran::err);
  }

  @Test
  void asksWhetherTheClusterWantsTlsWhenItDoesNotAnswer() throws Exception {
    Map<String, Object> impatient =
        Map.of("default.api.timeout.ms", "2000", "request.timeout.ms", "2000");

    Ran ran = access("--check", impatient);

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("does it want TLS or a password?"), ran::err);
  }

  @Test
  void namesTheTruststoreThatIsNotThere() throws Exception {
    Map<String, Object> settings = security.adminConnection();
    settings.put("ssl.truststore.location", "/no/such/ca.crt");

    Ran ran = access("--check", settings);

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("/no/such/ca.crt"), ran::err);
  }

  @Test
  void namesTheSettingThatHasAWrongValue() throws Exception {
    Map<String, Object> settings = security.adminConnection();
    settings.put("security.protocol", "SASL_TLS");

    Ran ran = access("--check", settings);

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("SASL_TLS for configuration security.protocol"), ran::err);
  }

  private Ran access(String what, Map<String, Object> settings) throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = state.resolve("client.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return Ran.tocsin(
        "access",
        what,
        "--kafka-config",
        file.toString(),
        "--bootstrap-servers",
        broker.bootstrapServers(),
        "--state",
        state.toString());
  }
}
