package bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Stock, floor and ours under the same load, each warmed, three rounds in turn. */
final class Throughput {
  private static final int CONNECTIONS = 64;
  private static final int ROUNDS = 3;

  private final Processes processes;
  private final long seconds = Long.getLong("bench.seconds", 5);

  Throughput(Processes processes) {
    this.processes = processes;
  }

  void run() throws Exception {
    Report.title("On " + processes.version());
    Map<String, List<Load.Seen>> slow = measure(5);
    Report.atLeast("calls per second, ours to stock", rate(slow, "ours") / rate(slow, "stock"), 20);
    Report.atMost(
        "p99, to the handler's own 5 ms", median(slow.get("ours"), Load.Seen::p99) / 5, 4);
    Map<String, List<Load.Seen>> empty = measure(0);
    Report.atLeast(
        "calls per second, ours to stock", rate(empty, "ours") / rate(empty, "stock"), 15);
    Report.atLeast(
        "calls per second, ours to the floor", rate(empty, "ours") / rate(empty, "floor"), 0.8);
  }

  private Map<String, List<Load.Seen>> measure(int handlerMillis) throws Exception {
    Map<String, String> environment = Map.of("handler_ms", String.valueOf(handlerMillis));
    Map<String, List<Load.Seen>> seen = new LinkedHashMap<>();
    try (Server stock = processes.stock(environment);
        Server floor = processes.floor(environment);
        Server ours = processes.ours(environment)) {
      Map<String, Server> servers = new LinkedHashMap<>();
      servers.put("stock", stock);
      servers.put("floor", floor);
      servers.put("ours", ours);
      for (Server server : servers.values()) warm(server);
      for (int round = 0; round < ROUNDS; round++) measureEach(servers, seen);
    }
    print(handlerMillis, seen);
    return seen;
  }

  private void warm(Server server) throws IOException, InterruptedException {
    server.firstAnswer("/", "{}");
    Load.during(server.port(), CONNECTIONS, seconds);
  }

  private void measureEach(Map<String, Server> servers, Map<String, List<Load.Seen>> seen)
      throws IOException {
    for (String name : servers.keySet()) {
      Load.Seen now = Load.during(servers.get(name).port(), CONNECTIONS, seconds);
      seen.computeIfAbsent(name, unused -> new ArrayList<>()).add(now);
    }
  }

  private static void print(int handlerMillis, Map<String, List<Load.Seen>> seen) {
    Report.title(
        handlerMillis + " ms handler, " + CONNECTIONS + " connections, medians of " + ROUNDS);
    seen.forEach(
        (name, all) ->
            Report.line(
                "%-6s %8.0f calls/s   p50 %8.2f ms   p99 %8.2f ms   failed %d",
                name,
                median(all, Load.Seen::perSecond),
                median(all, Load.Seen::p50),
                median(all, Load.Seen::p99),
                all.stream().mapToInt(Load.Seen::failed).sum()));
  }

  private static double rate(Map<String, List<Load.Seen>> seen, String name) {
    return median(seen.get(name), Load.Seen::perSecond);
  }

  private static double median(List<Load.Seen> seen, ToDoubleFunction<Load.Seen> value) {
    return Report.median(seen.stream().mapToDouble(value).boxed().toList());
  }
}
