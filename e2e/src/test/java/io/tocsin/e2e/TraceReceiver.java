package io.tocsin.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** Takes traces as a collector does: OTLP, protobuf over HTTP. */
final class TraceReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** A span, and the service that sent it. */
  record Received(String service, Span span) {
    boolean isWithin(Received parent) {
      return span.getTraceId().equals(parent.span.getTraceId())
          && span.getParentSpanId().equals(parent.span.getSpanId());
    }
  }

  TraceReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Returns what services are given as their exporter's endpoint. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the spans of a name that a service sent until now. */
  List<Received> spans(String service, String name) {
    return received.stream()
        .filter(one -> one.service().equals(service) && one.span().getName().equals(name))
        .toList();
  }

  /** Returns all spans until now. */
  List<Received> spans() {
    return List.copyOf(received);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body)
          .getResourceSpansList()
          .forEach(this::add);
      exchange.sendResponseHeaders(200, -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(ResourceSpans spans) {
    String service =
        spans.getResource().getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("service.name"))
            .map(KeyValue::getValue)
            .map(value -> value.getStringValue())
            .findFirst()
            .orElseThrow();
    spans.getScopeSpansList().stream()
        .flatMap(scope -> scope.getSpansList().stream())
        .forEach(span -> received.add(new Received(service, span)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
