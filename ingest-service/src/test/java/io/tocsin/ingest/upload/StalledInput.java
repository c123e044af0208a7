package io.tocsin.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;

/** A client that sends no more and does not go away: reading waits until it is interrupted. */
final class StalledInput extends InputStream {
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile boolean interrupted;

  boolean wasInterrupted() {
    return interrupted;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return read();
  }

  @Override
  public int read() throws IOException {
    try {
      never.await();
      return -1;
    } catch (InterruptedException e) {
      interrupted = true;
      throw new InterruptedIOException();
    }
  }
}
