package io.tocsin.http.limit;

import io.netty.channel.Channel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A connection that is closed when it is without a request for too long. */
final class IdleConnection {
  private final Channel channel;
  private final long longestMillis;
  private int underWay;
  private Future<?> closing;

  IdleConnection(Channel channel, long longestMillis) {
    this.channel = channel;
    this.longestMillis = longestMillis;
    this.closing = closeLater();
  }

  synchronized void begin() {
    underWay++;
    closing.cancel(false);
  }

  synchronized void end() {
    underWay--;
    if (underWay == 0 && channel.isOpen()) {
      closing = closeLater();
    }
  }

  private Future<?> closeLater() {
    return channel.eventLoop().schedule(this::close, longestMillis, TimeUnit.MILLISECONDS);
  }

  private synchronized void close() {
    if (underWay == 0) {
      var _ = channel.close();
    }
  }
}
