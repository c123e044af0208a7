package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InheritedSettingsTest {
  @Test
  void recordsWhatServicesReadButNoSecret() {
    Map<String, String> environment =
        Map.of(
            "QUARKUS_OIDC_AUTH_SERVER_URL", "https://login.example.org",
            "QUARKUS_OIDC_CREDENTIALS_SECRET", "hidden",
            "TOCSIN_API_KEYS", "/etc/tocsin/api-keys.json",
            "TOCSIN_API_KEY", "tocsin_hidden",
            "TOCSIN_THREADS", "1",
            "OTEL_EXPORTER_OTLP_HEADERS", "authorization=hidden",
            "KAFKA_SASL_JAAS_CONFIG", "hidden",
            "HOME", "/home/user");

    assertEquals(
        Map.of(
            "QUARKUS_OIDC_AUTH_SERVER_URL", "https://login.example.org",
            "TOCSIN_API_KEYS", "/etc/tocsin/api-keys.json",
            "TOCSIN_THREADS", "1"),
        InheritedSettings.of(environment));
  }
}
