package io.cvpfunctions.watcher.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers /healthz, /readyz and /metrics. */
public final class StatusServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, work -> new Thread(work, "status"));

  /**
   * Listens there.
   *
   * @param unhealthy what is wrong with the process itself; nothing means healthy
   * @param unready what keeps it from its work
   */
  public StatusServer(
      InetSocketAddress address,
      Supplier<List<String>> unhealthy,
      Supplier<List<String>> unready,
      Supplier<String> metrics) {
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException taken) {
      String what = "--listen " + address + " cannot be opened: " + taken.getMessage();
      throw new UncheckedIOException(what, taken);
    }
    server.setExecutor(threads);
    server.createContext("/healthz", exchange -> reasons(exchange, unhealthy.get()));
    server.createContext("/readyz", exchange -> reasons(exchange, unready.get()));
    String prometheus = "text/plain; version=0.0.4; charset=utf-8";
    server.createContext("/metrics", exchange -> answer(exchange, 200, prometheus, metrics.get()));
    server.createContext("/", StatusServer::elsewhere);
    server.start();
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void reasons(HttpExchange exchange, List<String> reasons) throws IOException {
    String body = reasons.isEmpty() ? "ok\n" : String.join("\n", reasons) + "\n";
    answer(exchange, reasons.isEmpty() ? 200 : 503, "text/plain; charset=utf-8", body);
  }

  private static void elsewhere(HttpExchange exchange) throws IOException {
    String body = "cvp-watcher: see /healthz, /readyz and /metrics\n";
    boolean root = exchange.getRequestURI().getPath().equals("/");
    answer(exchange, root ? 200 : 404, "text/plain; charset=utf-8", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
      if (!head) exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
