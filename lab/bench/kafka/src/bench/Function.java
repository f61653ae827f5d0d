package bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
          .readTimeout(30, TimeUnit.SECONDS)
          .build();

  private Function(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Ready when it says so, as Kubernetes asks it. */
  static Function start(Path root, String servers) throws IOException, InterruptedException {
    String url = "http://127.0.0.1:" + freePort();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jars =
        root.resolve("template/java11-maven/runtime/target/runtime.jar")
            + (":" + root.resolve("kafka-publish/target/kafka-publish.jar"));
    String options = "@" + root.resolve("kafka-publish/jvm.options");
    ProcessBuilder builder =
        new ProcessBuilder(java, options, "-cp", jars, "io.cvpfunctions.runtime.Main");
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

  /** So many calls with so many events each; every one has to be answered 200. */
  void send(int callers, int calls, int size) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    List<Future<?>> all =
        IntStream.range(0, calls)
            .<Future<?>>mapToObj(i -> threads.submit(() -> send(i, size)))
            .toList();
    for (Future<?> each : all) each.get();
    threads.shutdown();
  }

  private Void send(int call, int size) throws IOException {
    RequestBody body =
        size == 1
            ? RequestBody.create(EventText.one(call), EVENT)
            : RequestBody.create(EventText.batch(call, size), EVENTS);
    try (Response response = call(new Request.Builder().url(url).post(body).build())) {
      String answer = response.body().string();
      if (response.code() == 200) return null;
      throw new IllegalStateException(response.code() + " " + answer);
    }
  }

  private Response call(Request request) throws IOException {
    return http.newCall(request).execute();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
    http.connectionPool().evictAll();
  }
}
