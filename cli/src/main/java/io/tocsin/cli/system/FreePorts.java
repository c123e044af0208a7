package io.tocsin.cli.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Ports of the loopback interface. */
final class FreePorts {
  static final String HOST = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;

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
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (Map.Entry<String, Integer> port : wanted.entrySet()) {
        try {
          held.add(bound(port.getValue()));
          found.put(port.getKey(), held.getLast().getLocalPort());
        } catch (IOException e) {
          taken.add("port %d for %s (%s)".formatted(port.getValue(), port.getKey(), reason(e)));
        }
      }
    } finally {
      held.forEach(FreePorts::release);
    }
    if (!taken.isEmpty()) {
      throw new SystemException(
          "expected free ports on %s, found taken: %s: stop what listens there"
                  .formatted(HOST, String.join(", ", taken))
              + " (lsof -nP -iTCP -sTCP:LISTEN tells), or choose others (tocsin up --help)");
    }
    return found;
  }

  /** Returns whether somebody listens. */
  static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(address(port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    // On macOS one may bind beside a listener on all interfaces.
    if (port != 0 && isOpen(port)) {
      throw new IOException("somebody listens");
    }
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
