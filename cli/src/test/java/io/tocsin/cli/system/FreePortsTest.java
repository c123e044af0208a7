package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.FreePort;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private final SequencedMap<String, Integer> wanted = new LinkedHashMap<>();

  @Test
  void takesDistinctPortsWhereAnyWillDo() {
    wanted.put("broker", 0);
    wanted.put("ingest", 0);
    wanted.put("trainer", 0);

    SequencedMap<String, Integer> found = FreePorts.of(wanted);

    assertEquals(wanted.keySet(), found.keySet());
    assertEquals(3, new HashSet<>(found.values()).size());
  }

  @Test
  void namesEveryTakenPortAndWhoWantsIt() throws Exception {
    try (ServerSocket first = listener();
        ServerSocket second = listener()) {
      wanted.put("broker", first.getLocalPort());
      wanted.put("ingest", 0);
      wanted.put("trainer", second.getLocalPort());

      SystemException refusal = assertThrows(SystemException.class, () -> FreePorts.of(wanted));

      String message = refusal.getMessage();
      assertTrue(message.contains("port %d for broker".formatted(first.getLocalPort())), message);
      assertTrue(message.contains("port %d for trainer".formatted(second.getLocalPort())), message);
    }
  }

  private static ServerSocket listener() throws Exception {
    return new ServerSocket(0, 1, InetAddress.ofLiteral(FreePort.HOST));
  }
}
