package io.tocsin.deploy.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariablesTest {
  @ParameterizedTest
  @CsvSource({
    "INGEST,    TOCSIN_MAX_MESSAGE_BYTES",
    "TRAINER,   TOCSIN_WORK",
    "INFERENCE, TOCSIN_BATCH_MAX_TWEETS",
    "INFERENCE, TOCSIN_THREADS",
    "INFERENCE, TOCSIN_LOG_JSON",
    "INFERENCE, KAFKA_BOOTSTRAP_SERVERS",
    "INFERENCE, KAFKA_SASL_JAAS_CONFIG",
    "INFERENCE, QUARKUS_HTTP_PORT",
    "TRAINER,   AWS_ACCESS_KEY_ID"
  })
  void knowsWhatAServiceTakes(Service service, String variable) {
    assertTrue(Variables.of(service).contains(variable));
  }

  @ParameterizedTest
  @CsvSource({
    "INGEST,    TOCSIN_WORK",
    "TRAINER,   TOCSIN_WORKS",
    "TRAINER,   TOCSIN_BATCH_MAX_TWEETS",
    "INGEST,    AWS_ACCESS_KEY_ID",
    "INFERENCE, KAFKA_BOOTSTRAP_SERVER",
    "INFERENCE, QUARKUS_HTTP_PROT",
    "INFERENCE, QUARKUS_PACKAGE_JAR_TYPE"
  })
  void knowsNothingElse(Service service, String variable) {
    assertFalse(Variables.of(service).contains(variable));
  }

  @ParameterizedTest
  @CsvSource({"INGEST, 8081", "TRAINER, 8082", "INFERENCE, 8083", "MONITOR, 8084"})
  void readsThePort(Service service, int port) {
    assertEquals(port, service.port());
  }
}
