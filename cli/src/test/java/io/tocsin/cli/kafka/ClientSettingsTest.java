package io.tocsin.cli.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {
  @TempDir private Path folder;

  @Test
  void takesWhatKafkasClientsKnowFromTheEnvironment() {
    Map<String, String> environment =
        Map.of(
            "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512",
            "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/ca.pem",
            "KAFKA_SSL_KEY_PASSWORD", "",
            "KAFKA_HOME", "/opt/kafka",
            "KAFKA_PORT_9092_TCP", "tcp://10.0.0.1:9092");

    assertEquals(
        Map.of("sasl.mechanism", "SCRAM-SHA-512", "ssl.truststore.location", "/etc/ca.pem"),
        ClientSettings.of(environment));
  }

  @Test
  void readsAFileAsKafkasToolsDo() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("client.properties"),
            """
            # how we enter
            security.protocol=SASL_SSL
            config.providers=file
            config.providers.file.class=org.apache.kafka.common.config.provider.FileConfigProvider
            sasl.jaas.config=${file:/run/secrets/kafka:jaas}
            """);

    assertEquals(
        "${file:/run/secrets/kafka:jaas}", ClientSettings.of(file).get("sasl.jaas.config"));
  }

  @Test
  void namesASettingThatIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("client.properties"), "sasl.mechansim=PLAIN\n");

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ClientSettings.of(file));

    assertEquals(
        file + ": expected settings of Kafka's clients, found sasl.mechansim", e.getMessage());
  }
}
