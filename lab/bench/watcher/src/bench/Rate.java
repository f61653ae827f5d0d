package bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many events a second reach a function: by a bare loop of calls, from the watcher one by one,
 * and from the watcher in batches.
 */
final class Rate {
  private static final int EVENTS = 8000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds");

  void run() throws Exception {
    Report.title("Events per second to a function that does nothing, medians of " + ROUNDS);
    Map<String, String> single = Map.of("topic", "cvp.device.moved");
    Map<String, String> batched =
        Map.of("topic", "cvp.device.moved", "cvp.batch", "100", "cvp.batch.window", "100ms");
    List<Double> bare = new ArrayList<>();
    List<Double> one = measure(single, bare);
    List<Double> many = measure(batched, new ArrayList<>());
    Report.line("bare okhttp loop, 32 in flight: %.0f/s", Report.median(bare));
    Report.line("watcher, one by one, 32 in flight: %.0f/s", Report.median(one));
    Report.line("watcher, batches of 100: %.0f/s", Report.median(many));
    Report.atLeast("one by one, to the bare loop", Report.median(one) / Report.median(bare), 0.5);
    Report.atLeast("batches of 100, to one by one", Report.median(many) / Report.median(one), 2);
  }

  /** The bare loop, in turn with the watcher, sends what the watcher sent last. */
  private static List<Double> measure(Map<String, String> annotations, List<Double> bare)
      throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    Arrivals arrivals = new Arrivals(EVENTS);
    try (Site site = new Site(EVENTS).function("f", annotations, arrivals)) {
      site.start("--poll-interval", "500ms", "--debounce", "0s");
      for (int round = 0; round < ROUNDS; round++) {
        arrivals.reset();
        site.moveAll();
        Site.until("all events", () -> arrivals.count() >= EVENTS);
        rates.add(arrivals.rate());
        String event = arrivals.last();
        if (event.startsWith("[")) continue;
        arrivals.reset();
        Bare.run(site.gateway.url() + "/function/f", event, EVENTS);
        bare.add(arrivals.rate());
      }
    }
    return rates;
  }
}
