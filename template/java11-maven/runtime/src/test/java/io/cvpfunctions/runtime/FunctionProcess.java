package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function as a process of its own, which is the only way to see how one begins and ends. */
final class FunctionProcess implements Closeable {
  private static final Pattern READY =
      Pattern.compile(
          "\\{\"time\":\"[^\"]+\",\"level\":\"info\",\"msg\":\"ready\",\"port\":(\\d+),"
              + "\"ms\":\\d+}");
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private int known;
  final List<String> output = new CopyOnWriteArrayList<>();

  private FunctionProcess(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().put("upstream_url", "http://127.0.0.1:0");
    builder.environment().putAll(environment);
    process = builder.redirectErrorStream(true).start();
    Thread reader = new Thread(this::read, "output of the function");
    reader.setDaemon(true);
    reader.start();
  }

  static FunctionProcess start(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = command(System.getProperty("java.class.path"));
    command.addAll(List.of(arguments));
    return new FunctionProcess(command, environment);
  }

  /** Others ignore SIGINT where the build itself was started in the background by a shell. */
  static FunctionProcess startInterruptible(Map<String, String> environment) throws IOException {
    List<String> command = command(System.getProperty("java.class.path"));
    command.addAll(0, List.of("env", "--default-signal=INT"));
    return new FunctionProcess(command, environment);
  }

  private static List<String> command(String classPath) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ArrayList<>(
        List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, "io.cvpfunctions.runtime.Main"));
  }

  /** Only the runtime and the model, so no handler at all. */
  static FunctionProcess startWithoutFunction() throws IOException {
    Path classes = Path.of("target/classes").toAbsolutePath();
    String model =
        List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
            .stream()
            .filter(entry -> entry.contains("model-"))
            .findFirst()
            .orElseThrow();
    String classPath = classes + System.getProperty("path.separator") + model;
    return new FunctionProcess(command(classPath), Map.of());
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      lines.lines().forEach(output::add);
    } catch (IOException e) {
      output.add(e.toString());
    }
  }

  FunctionProcess awaitReady() {
    await().atMost(Duration.ofSeconds(30)).until(() -> port() > 0 || !process.isAlive());
    if (port() < 0) throw new IllegalStateException("Never ready: " + output);
    return this;
  }

  /** To be called before it is ready, as it was told to listen there. */
  FunctionProcess at(int port) {
    known = port;
    return this;
  }

  int port() {
    if (known > 0) return known;
    for (String line : output) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) return Integer.parseInt(ready.group(1));
    }
    return -1;
  }

  CompletableFuture<HttpResponse<String>> get(String path) {
    return send(to(path));
  }

  CompletableFuture<HttpResponse<String>> post(String path, BodyPublisher body) {
    return send(to(path).POST(body));
  }

  /** Whoever is never answered fails a test, and does not keep it from ending. */
  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofMinutes(2));
  }

  private static CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
  }

  int status(String path) {
    return get(path).join().statusCode();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * SIGTERM, as the watchdog passes it on. By the handle, because the process would close its
   * output.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGINT, as by somebody at the keyboard. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", "" + process.pid()).inheritIO().start().waitFor();
  }

  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(30, TimeUnit.SECONDS)) throw new IllegalStateException("Still running");
    return process.exitValue();
  }

  boolean said(String text) {
    return output.stream().anyMatch(line -> line.contains(text));
  }

  @Override
  public void close() {
    process.toHandle().destroyForcibly();
  }
}
