package io.cvpfunctions.lab.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the page is told: facts, each once and in order, and the state as it is. Thread-safe. */
public final class Journal {
  private static final int KEPT = 2_000;

  private final Deque<Entry> facts = new ArrayDeque<>();
  private Entry state = new Entry(0, "{}");
  private long written;
  private boolean closed;

  /** JSON in one line, and where it stands in the journal. */
  public record Entry(long number, String json) {}

  /** What is new to a reader; the state last, where it changed. */
  public record News(List<Entry> facts, List<Entry> states) {}

  /** Adds something that happened. */
  public synchronized void add(JsonNode fact) {
    facts.add(new Entry(++written, fact.toString()));
    if (facts.size() > KEPT) facts.remove();
    notifyAll();
  }

  /** Says how things are now; the same again is no news. */
  public synchronized void state(JsonNode now) {
    String json = now.toString();
    if (json.equals(state.json())) return;
    state = new Entry(++written, json);
    notifyAll();
  }

  /** Every reader has read enough. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** What a reader has not had, waiting for it at most that long. */
  synchronized News await(long fact, long stateSeen, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!closed && !hasNews(fact, stateSeen)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) break;
      wait(left);
    }
    List<Entry> news = new ArrayList<>();
    for (Entry each : facts) if (each.number() > fact) news.add(each);
    return new News(news, state.number() > stateSeen ? List.of(state) : List.of());
  }

  private boolean hasNews(long fact, long stateSeen) {
    boolean facted = !facts.isEmpty() && facts.getLast().number() > fact;
    return facted || state.number() > stateSeen;
  }
}
