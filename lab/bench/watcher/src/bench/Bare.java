package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends one body again and again with 32 in flight: all that no watcher can do without. */
final class Bare {
  private static final int IN_FLIGHT = 32;

  private Bare() {}

  /** A process of its own, with the watcher's options, warmed up by calls of another function. */
  static void run(String url, int calls, String warmUpUrl, int warmUpCalls, String body)
      throws IOException, InterruptedException {
    Path file = Files.writeString(Path.of("event.json"), body);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String options = "@" + Site.ROOT.resolve("cvp-watcher/jvm.options");
    String path = System.getProperty("bench.path");
    new ProcessBuilder(
            java, options, "-cp", path, "bench.Bare", file.toString(), warmUpUrl, "" + warmUpCalls, url, "" + calls)
        .inheritIO()
        .start()
        .waitFor();
  }

  public static void main(String[] arguments) throws Exception {
    MediaType type = MediaType.get("application/cloudevents+json");
    RequestBody body = RequestBody.create(Files.readAllBytes(Path.of(arguments[0])), type);
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(IN_FLIGHT, 1, TimeUnit.MINUTES))
            .build();
    for (int i = 1; i < arguments.length; i += 2) {
      Request request = new Request.Builder().url(arguments[i]).post(body).build();
      send(client, request, Integer.parseInt(arguments[i + 1]));
    }
    client.connectionPool().evictAll();
  }

  private static void send(OkHttpClient client, Request request, int calls)
      throws InterruptedException {
    AtomicInteger left = new AtomicInteger(calls);
    ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
    for (int i = 0; i < IN_FLIGHT; i++) threads.submit(() -> loop(client, request, left));
    threads.shutdown();
    threads.awaitTermination(10, TimeUnit.MINUTES);
  }

  private static Void loop(OkHttpClient client, Request request, AtomicInteger left)
      throws IOException {
    while (left.decrementAndGet() >= 0) {
      try (Response response = client.newCall(request).execute()) {
        response.body().bytes();
      }
    }
    return null;
  }
}
