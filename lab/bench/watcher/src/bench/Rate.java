package bench;

import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many CloudVision events a second reach a function: by a bare loop of calls, and over the
 * stream and the watcher one by one and in batches.
 */
final class Rate {
  private static final int DEVICES = 1000;
  private static final int EVENTS = 8000;
  private static final int WARMING = 6;
  private static final int ROUNDS = Integer.getInteger("bench.rounds");

  private final Map<String, String> single = Map.of("topic", "cvp.event.raised");
  private final Map<String, String> batched =
      Map.of("topic", "cvp.event.raised", "cvp.batch", "100", "cvp.batch.window", "100ms");
  private final List<Double> bare = new ArrayList<>();

  void run() throws Exception {
    Report.title("Events per second to a function that does nothing, medians of "
            + (ROUNDS + ", after " + WARMING * EVENTS + " events to warm up"));
    double streamed = median("stream to function, one by one, 32 in flight", single, false);
    double inBatches = median("stream to function, batches of 100", batched, false);
    double waiting = median("from a backlog, one by one, 32 in flight", single, true);
    double waitingBatches = median("from a backlog, batches of 100", batched, true);
    Report.line("bare okhttp loop, 32 in flight: %.0f/s", Report.median(bare));
    Report.atLeast("stream, one by one, to the bare loop", streamed / Report.median(bare), 0.5);
    Report.atLeast("backlog: batches of 100, to one by one", waitingBatches / waiting, 2);
    Report.line("stream: batches of 100, to one by one: %.2f", inBatches / streamed);
  }

  private double median(String what, Map<String, String> annotations, boolean backlog)
      throws IOException, InterruptedException {
    double median = Report.median(measure(annotations, backlog));
    Report.line("%s: %.0f/s", what, median);
    return median;
  }

  private static Site site(Map<String, String> annotations, Arrivals arrivals) {
    return new Site(DEVICES)
        .function("f", annotations, arrivals)
        .function("warm", Map.of(), request -> FunctionResponse.json(200, "{}"));
  }

  /** Events of one round are over before the next, as they are in life. */
  private List<Double> measure(Map<String, String> annotations, boolean backlog)
      throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    Arrivals arrivals = new Arrivals(EVENTS);
    try (Site site = site(annotations, arrivals)) {
      site.start("--sources", "auto", "--poll-interval", "1m");
      for (int round = -WARMING; round < ROUNDS; round++) {
        double rate = round(site, arrivals, backlog);
        if (round == -WARMING) Report.line("  of a watcher just started: %.0f/s", rate);
        if (round < 0) continue;
        rates.add(rate);
        if (!backlog && annotations != batched) bare.add(bare(site, arrivals));
      }
    }
    return rates;
  }

  private static double round(Site site, Arrivals arrivals, boolean backlog) {
    arrivals.reset();
    if (backlog) site.gateway.down();
    List<RaisedEvent> raised = site.raise(EVENTS);
    if (backlog) site.await("the backlog", () -> site.waiting() == EVENTS);
    site.gateway.up();
    site.await("all events", () -> arrivals.count() >= EVENTS);
    site.resolve(raised);
    return arrivals.rate();
  }

  /** The bare loop, in turn with the watcher, sends what the watcher sent last. */
  private static double bare(Site site, Arrivals arrivals)
      throws IOException, InterruptedException {
    String event = arrivals.last();
    arrivals.reset();
    String functions = site.gateway.url() + "/function/";
    Bare.run(functions + "f", EVENTS, functions + "warm", WARMING * EVENTS, event);
    return arrivals.rate();
  }
}
