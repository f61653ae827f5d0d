package io.cvpfunctions.lab.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves the lab's page to this machine alone: its files, the journal, and what its buttons do. */
public final class PageServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 1 << 20;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(PageServer::daemon);
  private final PageFiles files;
  private final Journal journal;
  private final Map<String, Verb> verbs;
  private final SameSite sameSite;

  private PageServer(
      HttpServer server, List<Path> folders, Journal journal, Map<String, Verb> verbs) {
    this.server = server;
    this.files = new PageFiles(folders);
    this.journal = journal;
    this.verbs = verbs;
    this.sameSite = new SameSite(server.getAddress().getPort());
  }

  /** Files are looked for in the first folder, then in the next; a verb is at {@code /do/NAME}. */
  public static PageServer start(
      int port, List<Path> folders, Journal journal, Map<String, Verb> verbs) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      PageServer page = new PageServer(http, folders, journal, verbs);
      http.setExecutor(page.threads);
      http.createContext("/", page::answer);
      http.start();
      return page;
    } catch (IOException failure) {
      throw new UncheckedIOException("the page", failure);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "page");
    thread.setDaemon(true);
    return thread;
  }

  /** What to open in a browser. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers asked = exchange.getRequestHeaders();
      String path = exchange.getRequestURI().getPath();
      if (!sameSite.names(asked)) {
        send(exchange, Answer.text(403, "this is " + url()));
      } else if (exchange.getRequestMethod().equals("POST")) {
        send(exchange, sameSite.asks(asked) ? posted(exchange, path) : foreign());
      } else if (path.equals("/events")) {
        EventStream.serve(exchange, journal);
      } else {
        send(exchange, files.find(path).orElse(Answer.text(404, "there is no " + path)));
      }
    }
  }

  private static Answer foreign() {
    return Answer.text(403, "only the page itself may ask for this");
  }

  private Answer posted(HttpExchange exchange, String path) throws IOException {
    Verb verb = path.startsWith("/do/") ? verbs.get(path.substring(4)) : null;
    if (verb == null) return Answer.text(404, "nothing is done at " + path);
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    try {
      return Answer.text(200, verb.act(JSON.readTree(body)));
    } catch (JsonProcessingException notJson) {
      return Answer.text(400, "the body is not JSON");
    } catch (IllegalArgumentException refused) {
      return Answer.text(400, String.valueOf(refused.getMessage()));
    } catch (RuntimeException failure) {
      return Answer.text(500, "that failed: " + failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "the lab is being stopped");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    journal.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
