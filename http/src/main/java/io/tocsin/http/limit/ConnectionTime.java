package io.tocsin.http.limit;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tocsin.http.FilterOrder;
import io.tocsin.http.HttpSettings;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a connection may be without a request whose head is complete. Without it, a client that
 * sends a byte of a head now and then would hold connections for days: the server's own timeouts
 * begin anew with every byte.
 *
 * <p>Netty tells of connections, by its extension for that, and Vert.x of requests.
 */
public final class ConnectionTime extends ChannelInitializerExtension {
  private static final Map<String, IdleConnection> CONNECTIONS = new ConcurrentHashMap<>();
  private static volatile long longestMillis = Long.MAX_VALUE;

  /** Switches it on, before there is a server. */
  @Singleton
  static final class Watch {
    private final HttpSettings settings;

    Watch(HttpSettings settings) {
      this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
      longestMillis = settings.http().idleTimeout().toMillis();
      System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    void register(@Observes Filters filters) {
      filters.register(ConnectionTime::request, FilterOrder.FIRST + 1);
    }
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    channel.pipeline().addFirst(new Opened());
  }

  /** A channel has no event loop, whose timer is needed, before it is active. */
  private static final class Opened extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel channel = context.channel();
      if (channel.remoteAddress() instanceof InetSocketAddress remote) {
        String name = remote.getAddress().getHostAddress() + ":" + remote.getPort();
        IdleConnection connection = new IdleConnection(channel, longestMillis);
        CONNECTIONS.put(name, connection);
        channel.closeFuture().addListener(_ -> CONNECTIONS.remove(name, connection));
      }
      context.fireChannelActive();
    }
  }

  private static void request(RoutingContext context) {
    SocketAddress remote = context.request().connection().remoteAddress();
    Optional.ofNullable(CONNECTIONS.get(remote.hostAddress() + ":" + remote.port()))
        .ifPresent(
            connection -> {
              connection.begin();
              context.addEndHandler(_ -> connection.end());
            });
    context.next();
  }
}
