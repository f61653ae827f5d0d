package bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** One device by a function that has been running for a while, over HTTP as the gateway calls it. */
final class Warm {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int WARMING = 30;
  private static final int CALLS = 40;
  private static final int START_SECONDS = 60;

  private final Switches switches;
  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(1, TimeUnit.MINUTES).build();

  Warm(Switches switches) {
    this.switches = switches;
  }

  void run() throws Exception {
    Report.title("One device, 25 tests, a function that is warm");
    for (Runtimes.Java java : Runtimes.all()) run(java);
  }

  private void run(Runtimes.Java java) throws Exception {
    int port = freePort();
    Process function = start(java, "http://127.0.0.1:" + port);
    try {
      String url = "http://127.0.0.1:" + port + "/";
      awaitReady(url + "_/ready");
      RequestBody body = RequestBody.create(request(), JSON);
      for (int i = 0; i < WARMING; i++) ask(url, body);
      switches.counts();
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) millis.add(ask(url, body));
      Switches.Counts counted = switches.counts();
      String name = "Java " + java.version() + ", ms, median";
      Report.line("%.0f to %.0f ms", Report.quantile(millis, 0), Report.quantile(millis, 1));
      Report.atMost(name, Report.median(millis), 60);
      Report.atMost("requests to the switch", (double) counted.requests() / CALLS, 4);
    } finally {
      function.destroy();
      function.waitFor();
    }
  }

  private static Process start(Runtimes.Java java, String url) throws IOException {
    Path secrets = Files.createDirectories(Path.of("secrets"));
    Files.writeString(secrets.resolve("eapi-username"), "admin");
    Files.writeString(secrets.resolve("eapi-password"), "arista");
    String product = System.getProperty("bench.product");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.program(),
            "@" + product + "/jvm.options",
            "-cp",
            System.getProperty("bench.runtime") + ":" + product + "/target/run-validation.jar",
            "io.cvpfunctions.runtime.Main");
    builder.environment().put("upstream_url", url);
    builder.environment().put("eapi_insecure", "true");
    builder.environment().put("eapi_allowed_networks", "127.0.0.0/8");
    builder.environment().put("secret_mount_path", secrets.toAbsolutePath().toString());
    return builder.redirectErrorStream(true).redirectOutput(Path.of("function.log").toFile()).start();
  }

  private String request() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("bench.here"), "catalog.yml"));
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.putObject("device").put("host", "127.0.0.1").put("port", switches.port());
    return request.put("catalog", text).toString();
  }

  private double ask(String url, RequestBody body) throws IOException {
    long begin = System.nanoTime();
    try (Response response = http.newCall(new Request.Builder().url(url).post(body).build()).execute()) {
      JsonNode report = new ObjectMapper().readTree(response.body().bytes());
      double millis = (System.nanoTime() - begin) / 1e6;
      if (report.at("/counts/success").asInt() == 25) return millis;
      throw new IOException("not what was expected: " + report);
    }
  }

  private void awaitReady(String url) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < end) {
      try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
        if (response.isSuccessful()) return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("the function does not start: see function.log");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
