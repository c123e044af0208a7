package io.tocsin.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on which nobody listened a moment ago.
 *
 * @param number 1 to 65535
 */
record LoopbackPort(int number) {
  static final String HOST = "127.0.0.1";

  /**
   * Tries ports. All are held until the last is found: one that was let go a moment ago may be
   * found free again.
   *
   * @param wanted 0 for any
   * @return the ports, in their order
   * @throws BrokerException if one is taken
   */
  static List<LoopbackPort> free(int... wanted) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int port : wanted) {
        held.add(bound(port));
      }
      return held.stream().map(socket -> new LoopbackPort(socket.getLocalPort())).toList();
    } finally {
      held.forEach(LoopbackPort::release);
    }
  }

  private static ServerSocket bound(int wanted) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
        return socket;
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s cannot be had (%s): stop what listens there, or choose another port"
              .formatted(wanted, HOST, e.getMessage()),
          e);
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns host and port, as Kafka's settings want them. */
  String address() {
    return HOST + ":" + number;
  }
}
