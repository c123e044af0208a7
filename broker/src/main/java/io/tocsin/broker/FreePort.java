package io.tocsin.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of the loopback interface on which nobody listens. It is held until it is closed, for
 * somebody else to bind: of several all are to be held until the last is found, since one that was
 * let go a moment ago may be found free again.
 */
public final class FreePort implements AutoCloseable {
  public static final String HOST = "127.0.0.1";

  /**
   * Below what systems give connections of their own (Linux from 32768, others from 49152), one of
   * which could else take a port before its service binds it, or while its service is restarted;
   * and below the node ports of Kubernetes, from 30000.
   */
  private static final int LOWEST = 20_000;

  private static final int HIGHEST = 29_999;
  private static final int ATTEMPTS = 100;
  private static final int CONNECT_MILLIS = 500;

  private final ServerSocket socket;

  private FreePort(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Takes a port.
   *
   * @param wanted 0 for any
   * @throws IOException if it is taken
   */
  public static FreePort hold(int wanted) throws IOException {
    return wanted == 0 ? drawn() : bound(wanted);
  }

  /** Returns a port on which nobody listened a moment ago. */
  public static int any() throws IOException {
    try (FreePort port = hold(0)) {
      return port.number();
    }
  }

  /** Returns whether somebody listens. */
  public static boolean isOpen(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(address(port), CONNECT_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Returns the port, 1 to 65535. */
  public int number() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FreePort drawn() throws IOException {
    BindException taken = new BindException("all are taken");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return bound(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1));
      } catch (BindException e) {
        taken = e;
      }
    }
    throw taken;
  }

  private static FreePort bound(int port) throws IOException {
    // On macOS one may bind beside a listener on all interfaces.
    if (isOpen(port)) {
      throw new BindException("somebody listens");
    }
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return new FreePort(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
  }
}
