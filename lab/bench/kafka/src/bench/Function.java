package bench;

import io.cvpfunctions.remote.PromptSockets;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** kafka-publish as its image runs it, and callers who send it events. */
final class Function implements AutoCloseable {
  private static final MediaType EVENT = MediaType.get("application/cloudevents+json");
  private static final MediaType EVENTS = MediaType.get("application/cloudevents-batch+json");

  private final Process process;
  private final String url;
  /** As the watcher's own client. */
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .socketFactory(new PromptSockets())
          .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
          .readTimeout(30, TimeUnit.SECONDS)
          .build();

  private Function(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Ready when it says so, as Kubernetes asks it; with the image's cache of classes or without. */
  static Function start(String servers, boolean cached) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@dist/jvm.options");
    if (cached) command.add("@dist/cache.options");
    command.addAll(
        List.of("-cp", "dist/runtime.jar:dist/function.jar", "io.cvpfunctions.runtime.Main"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("upstream_url", url);
    builder.environment().put("kafka_bootstrap_servers", servers);
    builder.environment().put("kafka_topic", BareProducer.TOPIC);
    builder.environment().put("secret_mount_path", Files.createTempDirectory("none").toString());
    builder.redirectErrorStream(true).redirectOutput(Path.of("function.log").toFile());
    Function function = new Function(builder.start(), url);
    while (!function.ready()) TimeUnit.MILLISECONDS.sleep(20);
    return function;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean ready() {
    if (!process.isAlive()) throw new IllegalStateException("it ended: see function.log");
    try (Response response = call(new Request.Builder().url(url + "/_/ready").build())) {
      return response.isSuccessful();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Calls with so many events each, made before the clock runs. */
  static List<RequestBody> bodies(int calls, int size) {
    return IntStream.range(0, calls)
        .mapToObj(
            call ->
                size == 1
                    ? RequestBody.create(EventText.one(call), EVENT)
                    : RequestBody.create(EventText.batch(call, size), EVENTS))
        .toList();
  }

  /** Every call has to be answered 200. */
  void send(int callers, List<RequestBody> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<?>> all =
        calls.stream().<Future<?>>map(body -> threads.submit(() -> send(body))).toList();
    for (Future<?> each : all) each.get();
    threads.shutdown();
  }

  private Void send(RequestBody body) throws IOException {
    try (Response response = call(new Request.Builder().url(url).post(body).build())) {
      String answer = response.body().string();
      if (response.code() == 200) return null;
      throw new IllegalStateException(response.code() + " " + answer);
    }
  }

  private Response call(Request request) throws IOException {
    return http.newCall(request).execute();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** Resident memory, as the kernel counts it. */
  double residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
    http.connectionPool().evictAll();
  }
}
