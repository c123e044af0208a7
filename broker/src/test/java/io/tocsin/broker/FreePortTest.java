package io.tocsin.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
  private static final int FIRST_OF_CONNECTIONS = 32_768;
  private static final int MANY = 200;

  @Test
  void drawsNoPortThatAConnectionMayBeGiven() throws IOException {
    Set<Integer> drawn = new HashSet<>();
    for (int i = 0; i < MANY; i++) {
      drawn.add(FreePort.any());
    }

    assertTrue(drawn.stream().allMatch(port -> port > 1024 && port < FIRST_OF_CONNECTIONS));
    assertTrue(drawn.size() > MANY / 2, "nearly always the same: " + drawn);
  }

  @Test
  void holdsAPortUntilItIsClosed() throws IOException {
    int number;
    try (FreePort held = FreePort.hold(0)) {
      number = held.number();

      assertThrows(BindException.class, () -> FreePort.hold(number));
      assertTrue(FreePort.isOpen(number));
    }

    assertFalse(FreePort.isOpen(number));
    try (FreePort again = FreePort.hold(number)) {
      assertEquals(number, again.number());
    }
  }
}
