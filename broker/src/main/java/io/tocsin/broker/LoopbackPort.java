package io.tocsin.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port on which nobody listened a moment ago.
 *
 * @param number 1 to 65535
 */
record LoopbackPort(int number) {
  static final String HOST = "127.0.0.1";

  /**
   * Tries a port.
   *
   * @param wanted 0 for any
   * @throws BrokerException if it is taken
   */
  static LoopbackPort free(int wanted) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), wanted));
      return new LoopbackPort(socket.getLocalPort());
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s cannot be had (%s): stop what listens there, or choose another port"
              .formatted(wanted, HOST, e.getMessage()),
          e);
    }
  }

  /** Returns host and port, as Kafka's settings want them. */
  String address() {
    return HOST + ":" + number;
  }
}
