package io.tocsin.cli.system;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.broker.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands in for a service: it says that it is ready where it is told to listen. */
final class StandInService {
  private StandInService() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(FreePort.HOST), port), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    System.out.println("reads " + System.getenv(Endpoints.BOOTSTRAP_SERVERS));
    System.out.println("enters with " + System.getenv("KAFKA_SASL_MECHANISM"));
    server.start();
  }
}
