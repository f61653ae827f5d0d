package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** So many callers at once, each with a switch of its own that it moves to and fro. */
final class Callers {
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration LENGTH = Duration.ofSeconds(8);
  private static final Duration AFTER_REFUSAL = Duration.ofMillis(50);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final AtomicLong refused = new AtomicLong();

  Callers(String url) {
    this.url = url;
  }

  Step step(int callers) throws Exception {
    refused.set(0);
    long from = System.nanoTime() + WARM_UP.toNanos();
    long end = from + LENGTH.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<List<Double>>> all = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      int device = i;
      all.add(threads.submit(() -> call(device, from, end)));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> each : all) millis.addAll(each.get());
    threads.shutdown();
    double[] times = millis.stream().mapToDouble(Double::doubleValue).toArray();
    return Step.of(callers + " callers", LENGTH.toSeconds(), times, refused.get());
  }

  private List<Double> call(int device, long from, long end) throws Exception {
    List<Double> millis = new ArrayList<>();
    for (int n = 0; System.nanoTime() < end; n++) {
      long begin = System.nanoTime();
      boolean done = moved(device, n);
      long now = System.nanoTime();
      boolean counts = begin >= from && now <= end;
      if (done && counts) millis.add((now - begin) / 1e6);
      if (!done && counts) refused.incrementAndGet();
      if (!done) Thread.sleep(AFTER_REFUSAL.toMillis());
    }
    return millis;
  }

  private boolean moved(int device, int n) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/cloudevents+json")
            .header("X-Chain", "caller")
            .POST(BodyPublishers.ofString(move(device, n)))
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() == 200) return true;
    if (answer.statusCode() == 429) return false;
    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
  }

  private static String move(int device, int n) {
    String name = "load-leaf-" + device;
    String from = n % 2 == 0 ? "A" : "B";
    String to = n % 2 == 0 ? "B" : "A";
    return """
        {"specversion": "1.0", "id": "%s", "source": "https://cvp.example.net", "type": "cvp.device.moved",
         "subject": "LOAD%04d", "time": "%s", "datacontenttype": "application/json",
         "data": {"device": {"serialNumber": "LOAD%04d", "hostname": "%s", "fqdn": "%s.example.net", "ipAddress": "10.0.%d.%d",
           "systemMacAddress": "50:08:00:01:%02x:%02x", "modelName": "DCS-7050SX3-48YC8", "softwareVersion": "4.32.2F", "streamingStatus": "active"},
          "from": {"key": "key-%s", "name": "%s", "path": "Tenant/%s"}, "to": {"key": "key-%s", "name": "%s", "path": "Tenant/%s"},
          "observedBy": "poll", "settled": true, "waitsFor": []}}
        """
        .formatted(
            UUID.randomUUID(), device, Instant.now(), device, name, name, device / 200, 1 + device % 200,
            device / 256, device % 256, from, from, from, to, to, to);
  }
}
