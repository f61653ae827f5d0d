package io.cvpfunctions.tracing;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What collects traces, over OTLP by HTTP, as it is on the wire. */
public final class Collector implements AutoCloseable {
  private final HttpServer server;
  private final List<Hop> hops = new CopyOnWriteArrayList<>();

  /** One hop as it was told. */
  public record Hop(String service, String trace, String id, String parent, Span span) {
    /** What it is called. */
    public String name() {
      return span.getName();
    }

    /** One of its attributes, as text. */
    public Optional<String> attribute(String key) {
      return span.getAttributesList().stream()
          .filter(each -> each.getKey().equals(key))
          .map(each -> each.getValue())
          .map(value -> value.hasIntValue() ? "" + value.getIntValue() : value.getStringValue())
          .findFirst();
    }
  }

  /** Listens. */
  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          take(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** What a process is started with, so that it tells this one. */
  public Map<String, String> environment() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "http/protobuf");
  }

  private void take(ExportTraceServiceRequest request) {
    for (ResourceSpans each : request.getResourceSpansList()) {
      String service =
          each.getResource().getAttributesList().stream()
              .filter(attribute -> attribute.getKey().equals("service.name"))
              .map(attribute -> attribute.getValue().getStringValue())
              .findFirst()
              .orElse("");
      each.getScopeSpansList().stream()
          .flatMap(scope -> scope.getSpansList().stream())
          .forEach(span -> hops.add(hop(service, span)));
    }
  }

  private static Hop hop(String service, Span span) {
    return new Hop(
        service, hex(span.getTraceId()), hex(span.getSpanId()), hex(span.getParentSpanId()), span);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** All that it was told. */
  public List<Hop> hops() {
    return List.copyOf(hops);
  }

  /** The only one of that name. */
  public Hop hop(String name) {
    List<Hop> found = hops.stream().filter(each -> each.name().equals(name)).toList();
    if (found.size() != 1) throw new AssertionError(name + ": " + found.size() + " of " + hops);
    return found.get(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
