package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The process that plays the switches, and the inventory of as many as are wanted. */
final class Switches implements AutoCloseable {
  /** What the switches counted since the last time they were asked. */
  record Counts(int requests, int connections) {}

  private final Process process;
  private final int port;
  private final OkHttpClient http;

  Switches() throws IOException, GeneralSecurityException {
    http = Anybody.client();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("bench.path"),
                "bench.MockSwitch",
                System.getProperty("bench.here") + "/answers.json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(out.readLine());
  }

  int port() {
    return port;
  }

  /** The address of the switch of that number. */
  static String address(int number) {
    return "127.0." + (1 + number / 250) + "." + (1 + number % 250);
  }

  /** An ANTA inventory of that many. */
  Path inventory(int devices) throws IOException {
    StringBuilder text = new StringBuilder("anta_inventory:\n  hosts:\n");
    for (int i = 0; i < devices; i++) {
      text.append("    - {host: " + address(i) + ", port: " + port + ", name: leaf" + i + "}\n");
    }
    return Files.writeString(Path.of("inventory-" + devices + ".yml"), text).toAbsolutePath();
  }

  Counts counts() throws IOException {
    String[] counts = get("/counts").split(" ", -1);
    return new Counts(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
  }

  /** The distinct bodies of the command API since the last count, one a line. */
  Path bodies() throws IOException {
    return Files.writeString(Path.of("bodies"), get("/bodies")).toAbsolutePath();
  }

  private String get(String path) throws IOException {
    Request request = new Request.Builder().url("https://127.0.0.1:" + port + path).build();
    try (Response response = http.newCall(request).execute()) {
      return response.body().string();
    } finally {
      http.connectionPool().evictAll();
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
