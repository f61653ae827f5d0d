package bench;

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
  private static final int ROUNDS = Integer.getInteger("bench.rounds");

  private final Map<String, String> single = Map.of("topic", "cvp.event.raised");
  private final Map<String, String> batched =
      Map.of("topic", "cvp.event.raised", "cvp.batch", "100", "cvp.batch.window", "100ms");
  private final List<Double> bare = new ArrayList<>();

  void run() throws Exception {
    Report.title("Events per second to a function that does nothing, medians of " + ROUNDS);
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

  /** The bare loop, in turn with the watcher, sends what the watcher sent last. */
  private List<Double> measure(Map<String, String> annotations, boolean backlog)
      throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    Arrivals arrivals = new Arrivals(EVENTS);
    try (Site site = site(annotations, arrivals)) {
      site.start("--sources", "auto", "--poll-interval", "1m");
      for (int round = 0; round < ROUNDS; round++) {
        arrivals.reset();
        if (backlog) site.gateway.down();
        site.raise(EVENTS);
        if (backlog) site.await("the backlog", () -> site.waiting() == EVENTS);
        site.gateway.up();
        site.await("all events", () -> arrivals.count() >= EVENTS);
        rates.add(arrivals.rate());
        if (backlog || annotations == batched) continue;
        String event = arrivals.last();
        arrivals.reset();
        String functions = site.gateway.url() + "/function/";
        Bare.run(functions + "f", functions + "warm", event, EVENTS);
        bare.add(arrivals.rate());
      }
    }
    return rates;
  }
}
