package bench;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** From a change in CloudVision to the call of the function that is to be told. */
final class Lag {
  private static final int DEVICES = 1000;
  private static final int CHANGES = 200;

  void run() throws Exception {
    Report.title("From CloudVision's change to the function's call, " + DEVICES + " devices");
    poll("by poll every 10 s, 2 s of debounce (the defaults)", 1500);
    poll("by poll every second, no debounce", 300, "--poll-interval", "1s", "--debounce", "0s");
  }

  private static void poll(String what, int pause, String... flags) throws Exception {
    Map<Integer, Long> changed = new ConcurrentHashMap<>();
    List<Double> lags = new ArrayList<>();
    Map<String, String> topic = Map.of("topic", "cvp.device.moved");
    try (Site site = new Site(DEVICES)) {
      site.function("f", topic, request -> note(request.bodyText(), changed, lags));
      site.start(flags);
      Random random = new Random(1);
      for (int i = 0; i < CHANGES; i++) {
        Site.pause(random.nextInt(2 * pause));
        changed.put(i, System.nanoTime());
        site.move(i, "Leaf");
      }
      Site.until("all calls", () -> size(lags) == CHANGES);
    }
    double median = Report.median(lags);
    Report.line("%s: median %.2f s, p99 %.2f s", what, median, Report.quantile(lags, 0.99));
  }

  private static FunctionResponse note(
      String event, Map<Integer, Long> changed, List<Double> lags) {
    int device = Integer.parseInt(event.replaceAll(".*\"subject\":\"JPE0*(\\d+)\".*", "$1"));
    double lag = (System.nanoTime() - changed.get(device - 1)) / 1e9;
    synchronized (lags) {
      lags.add(lag);
    }
    return FunctionResponse.json(200, "{}");
  }

  private static int size(List<Double> lags) {
    synchronized (lags) {
      return lags.size();
    }
  }
}
