package io.tocsin.broker;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerSettingsTest {
  @ParameterizedTest
  @CsvSource({"port, data, -1", "port, data, 65536", "data directory, 'a,b', 0"})
  void refusesWrongValueByName(String name, Path directory, int port) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new BrokerSettings(directory, port));

    assertTrue(e.getMessage().startsWith(name + ": expected"), e.getMessage());
  }

  @Test
  void doesNotDependOnTheWorkingDirectory() {
    assertTrue(new BrokerSettings(Path.of("data"), 0).dataDirectory().isAbsolute());
  }
}
