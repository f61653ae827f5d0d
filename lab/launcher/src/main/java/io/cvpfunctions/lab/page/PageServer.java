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

  /** A report has its own style and script, and nothing in common with the page. */
  private static final String REPORT_POLICY =
      "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline';"
          + " script-src 'unsafe-inline'; img-src data:";

  private static final String DO = "/do/";
  private static final String CALL = "/function/";
  private static final String REPORT = "/report/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(PageServer::daemon);
  private final PageFiles files;
  private final Journal journal;
  private final Map<String, Verb> verbs;
  private final Caller caller;
  private final SameSite sameSite;

  private PageServer(
      HttpServer server,
      List<Path> folders,
      Journal journal,
      Map<String, Verb> verbs,
      Caller caller) {
    this.caller = caller;
    this.server = server;
    this.files = new PageFiles(folders);
    this.journal = journal;
    this.verbs = verbs;
    this.sameSite = new SameSite(server.getAddress().getPort());
  }

  /** Files are looked for in the first folder, then in the next; a verb is at {@code /do/NAME}. */
  public static PageServer start(
      int port, List<Path> folders, Journal journal, Map<String, Verb> verbs, Caller caller) {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      PageServer page = new PageServer(http, folders, journal, verbs, caller);
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
        send(exchange, acted(exchange, path));
      } else if (path.equals("/events")) {
        EventStream.serve(exchange, journal);
      } else if (path.startsWith(REPORT)) {
        send(exchange, acted(exchange, path), REPORT_POLICY);
      } else {
        send(exchange, files.find(path).orElse(Answer.text(404, "there is no " + path)));
      }
    }
  }

  /** What is not only read: for the page itself, and for whoever is no browser. */
  private Answer acted(HttpExchange exchange, String path) throws IOException {
    if (!sameSite.asks(exchange.getRequestHeaders())) {
      return Answer.text(403, "only the page itself may ask for this");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    try {
      return acted(path, body);
    } catch (JsonProcessingException notJson) {
      return Answer.text(400, "the body is not JSON");
    } catch (IllegalArgumentException refused) {
      return Answer.text(400, String.valueOf(refused.getMessage()));
    } catch (RuntimeException failure) {
      return Answer.text(500, "That failed: " + failure.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Answer.text(503, "the lab is being stopped");
    }
  }

  private Answer acted(String path, byte[] body) throws IOException, InterruptedException {
    if (path.startsWith(REPORT)) return caller.report(path.substring(REPORT.length()));
    if (path.startsWith(CALL)) return caller.call(path.substring(CALL.length()), body);
    Verb verb = path.startsWith(DO) ? verbs.get(path.substring(DO.length())) : null;
    if (verb == null) return Answer.text(404, "nothing is done at " + path);
    return Answer.text(200, verb.act(JSON.readTree(body)));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    send(exchange, answer, POLICY);
  }

  private static void send(HttpExchange exchange, Answer answer, String policy) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.contentType());
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", policy);
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
