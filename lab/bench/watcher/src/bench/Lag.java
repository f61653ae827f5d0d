package bench;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjIntConsumer;

/** From a change in CloudVision to the call of the function that is to be told. */
final class Lag {
  private static final int DEVICES = 1000;
  private static final int CHANGES = 200;
  private static final int LONGEST_PAUSE = 400;

  private final Map<Integer, Long> changed = new ConcurrentHashMap<>();
  private final List<Double> lags = Collections.synchronizedList(new ArrayList<>());

  void run() throws Exception {
    Report.title("From CloudVision's change to the function's call, " + DEVICES + " devices");
    measure("a move, by poll alone, as set by default", MOVE, "--sources", "poll");
    measure(
        "a move, by poll every second without debounce",
        MOVE,
        "--sources",
        "poll",
        "--poll-interval",
        "1s",
        "--debounce",
        "0s");
    measure("a move, by stream and poll, as set by default", MOVE, "--sources", "auto");
    measure(
        "a move, by stream and poll without debounce",
        MOVE,
        "--sources",
        "auto",
        "--debounce",
        "0s");
    measure("a CloudVision event, by stream", RAISE, "--sources", "auto");
  }

  private static final ObjIntConsumer<Site> MOVE = (site, device) -> site.move(device, "Leaf");
  private static final ObjIntConsumer<Site> RAISE = (site, device) -> site.raise(device, "Et1");

  private void measure(String what, ObjIntConsumer<Site> change, String... flags)
      throws Exception {
    changed.clear();
    lags.clear();
    Map<String, String> topics = Map.of("cvp.topics", "cvp.device.moved cvp.event.raised");
    try (Site site = new Site(DEVICES)) {
      site.function("f", topics, request -> note(request.bodyText()));
      site.start(flags);
      Random random = new Random(1);
      for (int device = 0; device < CHANGES; device++) {
        Site.pause(random.nextInt(LONGEST_PAUSE));
        changed.put(device, System.nanoTime());
        change.accept(site, device);
      }
      site.await("all calls", () -> lags.size() == CHANGES);
    }
    double median = Report.median(lags);
    Report.line("%-48s median %.2f s, p99 %.2f s", what, median, Report.quantile(lags, 0.99));
  }

  private FunctionResponse note(String event) {
    int device = Integer.parseInt(event.replaceAll(".*\"subject\":\"JPE0*(\\d+)\".*", "$1")) - 1;
    lags.add((System.nanoTime() - changed.get(device)) / 1e9);
    return FunctionResponse.json(200, "{}");
  }
}
