package bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The bare JDK server with TCP_NODELAY and a thread for every call: nothing in between is faster.
 */
final class Floor {
  private static final byte[] OK = "ok".getBytes(StandardCharsets.UTF_8);

  private Floor() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    long millis = Long.parseLong(System.getenv().getOrDefault("handler_ms", "0"));
    int port = Integer.parseInt(System.getenv("port"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1024);
    server.setExecutor(Executors.newFixedThreadPool(64));
    server.createContext("/", exchange -> answer(exchange, millis));
    server.start();
  }

  private static void answer(HttpExchange exchange, long millis) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (millis > 0) pause(millis);
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, OK.length);
    exchange.getResponseBody().write(OK);
    exchange.close();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
