package io.tocsin.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port on which nobody listened a moment ago.
 *
 * @param number 1 to 65535
 */
record LoopbackPort(int number) {
  /**
   * Tries ports.
   *
   * @param wanted 0 for any
   * @return the ports, in their order
   * @throws BrokerException if one is taken
   */
  static List<LoopbackPort> free(int... wanted) {
    List<FreePort> held = new ArrayList<>();
    try {
      for (int port : wanted) {
        held.add(held(port));
      }
      return held.stream().map(port -> new LoopbackPort(port.number())).toList();
    } finally {
      held.forEach(FreePort::close);
    }
  }

  private static FreePort held(int wanted) {
    try {
      return FreePort.hold(wanted);
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s cannot be had (%s): stop what listens there, or choose another port"
              .formatted(wanted, FreePort.HOST, e.getMessage()),
          e);
    }
  }

  /** Returns host and port, as Kafka's settings want them. */
  String address() {
    return FreePort.HOST + ":" + number;
  }
}
