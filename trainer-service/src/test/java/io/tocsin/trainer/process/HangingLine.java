package io.tocsin.trainer.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Carries HTTP to a server, until it is to hang where an object is written. */
final class HangingLine implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  /** What a server says before the body is sent. */
  private static final String CONTINUE = "HTTP/1.1 100";

  private final ServerSocket ours;
  private final int server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Hang hang = new Hang("", Place.NOWHERE);
  private volatile boolean hangs;

  /** Where it is to hang. */
  private enum Place {
    NOWHERE,
    BEFORE_THE_SERVER,
    BEFORE_THE_CLIENT
  }

  private record Hang(String object, Place place) {
    boolean concerns(String text) {
      return place != Place.NOWHERE
          && text.startsWith("PUT ")
          && text.substring(0, text.indexOf('\r')).contains(object);
    }
  }

  private HangingLine(ServerSocket ours, int server) {
    this.ours = ours;
    this.server = server;
  }

  static HangingLine to(int server) throws IOException {
    HangingLine line =
        new HangingLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    var _ = line.threads.submit(line::accept);
    return line;
  }

  int port() {
    return ours.getLocalPort();
  }

  /** Has the next write of an object never reach the server. */
  void hangBeforeWriting(String object) {
    hangs = false;
    hang = new Hang(object, Place.BEFORE_THE_SERVER);
  }

  /** Has the client never hear that an object was written. */
  void hangAfterWriting(String object) {
    hangs = false;
    hang = new Hang(object, Place.BEFORE_THE_CLIENT);
  }

  boolean hangs() {
    return hangs;
  }

  void mend() {
    hang = new Hang("", Place.NOWHERE);
  }

  private Void accept() throws IOException {
    while (!ours.isClosed()) {
      Socket client = ours.accept();
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      Carrier carrier = new Carrier(client, behind);
      var _ = threads.submit(carrier::requests);
      var _ = threads.submit(carrier::answers);
    }
    return null;
  }

  /** One connection. */
  private final class Carrier {
    private final Socket client;
    private final Socket behind;
    private volatile boolean silent;

    Carrier(Socket client, Socket behind) {
      this.client = client;
      this.behind = behind;
    }

    Void requests() throws IOException {
      InputStream in = client.getInputStream();
      for (byte[] chunk = next(in); chunk.length > 0; chunk = next(in)) {
        Hang now = hang;
        boolean concerned = now.concerns(new String(chunk, ISO_8859_1));
        if (concerned && now.place() == Place.BEFORE_THE_SERVER) {
          hangs = true;
          return null;
        }
        silent |= concerned;
        behind.getOutputStream().write(chunk);
      }
      behind.close();
      return null;
    }

    Void answers() throws IOException {
      InputStream in = behind.getInputStream();
      for (byte[] chunk = next(in); chunk.length > 0; chunk = next(in)) {
        if (silent && !new String(chunk, ISO_8859_1).startsWith(CONTINUE)) {
          hangs = true;
          return null;
        }
        client.getOutputStream().write(chunk);
      }
      client.close();
      return null;
    }

    private static byte[] next(InputStream in) throws IOException {
      byte[] chunk = new byte[CHUNK_BYTES];
      return Arrays.copyOf(chunk, Math.max(0, in.read(chunk)));
    }
  }

  @Override
  public void close() throws IOException {
    ours.close();
    threads.shutdownNow();
  }
}
