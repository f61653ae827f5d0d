package io.cvpfunctions.lab.openfaas;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/** A function of its own process, which does what the path asks of it. */
final class TinyFunction {
  private TinyFunction() {}

  public static void main(String[] args) throws IOException {
    String drain = System.getenv("tiny_drain");
    if (drain != null) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> waitThenEndWell(Long.parseLong(drain))));
    }
    String delay = System.getenv("tiny_delay");
    if (delay != null) pause(Long.parseLong(delay));
    int port = Integer.parseInt(System.getenv("tiny_port"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", TinyFunction::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("tiny listens");
    System.err.println("tiny on stderr");
  }

  private static void waitThenEndWell(long millis) {
    pause(millis);
    Runtime.getRuntime().halt(0);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    Path lock = Path.of(System.getenv("TMPDIR"), ".lock");
    switch (path) {
      case "/slow" -> {
        System.out.println("slow");
        pause(400);
      }
      case "/cold" -> Files.delete(lock);
      case "/warm" -> Files.createFile(lock);
      case "/die" -> Runtime.getRuntime().halt(3);
      case "/leave" -> Runtime.getRuntime().halt(0);
      case "/drop" -> {
        System.out.println("drop");
        exchange.close();
        return;
      }
      case "/print" -> System.out.println(new String(body, StandardCharsets.UTF_8));
      default -> {}
    }
    if (path.equals("/redirect")) exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.getResponseHeaders().put("X-Seen", List.of(seen(exchange), "twice"));
    exchange.sendResponseHeaders(path.equals("/redirect") ? 302 : 200, 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String seen(HttpExchange exchange) {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestURI()
        + " host="
        + exchange.getRequestHeaders().getFirst("Host")
        + " te="
        + exchange.getRequestHeaders().getFirst("Transfer-Encoding")
        + " ua="
        + exchange.getRequestHeaders().getFirst("User-Agent")
        + " ae="
        + exchange.getRequestHeaders().getFirst("Accept-Encoding");
  }
}
