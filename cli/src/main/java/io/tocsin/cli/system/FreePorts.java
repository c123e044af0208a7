package io.tocsin.cli.system;

import io.tocsin.broker.FreePort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Ports of the loopback interface. */
final class FreePorts {
  private FreePorts() {}

  /**
   * Returns a port for each name, distinct, on which nobody listened a moment ago.
   *
   * @param wanted by name; 0 for any
   * @throws SystemException naming all that are taken
   */
  static SequencedMap<String, Integer> of(SequencedMap<String, Integer> wanted) {
    SequencedMap<String, Integer> found = new LinkedHashMap<>();
    List<String> taken = new ArrayList<>();
    List<FreePort> held = new ArrayList<>();
    try {
      for (Map.Entry<String, Integer> port : wanted.entrySet()) {
        try {
          held.add(FreePort.hold(port.getValue()));
          found.put(port.getKey(), held.getLast().number());
        } catch (IOException e) {
          taken.add("port %d for %s (%s)".formatted(port.getValue(), port.getKey(), reason(e)));
        }
      }
    } finally {
      held.forEach(FreePort::close);
    }
    if (!taken.isEmpty()) {
      throw new SystemException(
          "expected free ports on %s, found taken: %s: stop what listens there"
                  .formatted(FreePort.HOST, String.join(", ", taken))
              + " (lsof -nP -iTCP -sTCP:LISTEN tells), or choose others (tocsin up --help)");
    }
    return found;
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
