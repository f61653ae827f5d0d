package io.cvpfunctions.lab.page;

import com.sun.net.httpserver.HttpExchange;
import io.cvpfunctions.lab.page.Journal.Entry;
import io.cvpfunctions.lab.page.Journal.News;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Tells one browser what is in the journal, as server-sent events, until it goes away. */
final class EventStream {
  /** How soon a browser that went away is noticed: by writing to it. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Journal journal;
  private final OutputStream out;
  private long fact;
  private long state;

  private EventStream(Journal journal, OutputStream out, long fact) {
    this.journal = journal;
    this.out = out;
    this.fact = fact;
  }

  /** A browser that comes back says what it has had. */
  static void serve(HttpExchange exchange, Journal journal) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    long had = last != null && last.matches("\\d{1,18}") ? Long.parseLong(last) : 0;
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      new EventStream(journal, out, had).run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() throws IOException, InterruptedException {
    write("retry: 500\n\n");
    while (!journal.isClosed()) {
      News news = journal.await(fact, state, BEAT);
      for (Entry each : news.facts()) {
        fact = each.number();
        write("id: " + fact + "\nevent: fact\ndata: " + each.json() + "\n\n");
      }
      for (Entry each : news.states()) {
        state = each.number();
        write("event: state\ndata: " + each.json() + "\n\n");
      }
      write(": beat\n\n");
      out.flush();
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
