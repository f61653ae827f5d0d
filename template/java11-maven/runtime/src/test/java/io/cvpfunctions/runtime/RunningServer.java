package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openfaas.model.IHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A server in this process, and somebody to call it. */
final class RunningServer {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final FunctionServer server;

  private RunningServer(Map<String, String> settings) throws StartException {
    Map<String, String> variables = new HashMap<>(settings);
    variables.put("upstream_url", "http://127.0.0.1:0");
    RuntimeSettings read = RuntimeSettings.from(variables::get);
    server = FunctionServer.start(read, new JsonLog(new PrintStream(log, true, UTF_8)));
  }

  static RunningServer starting(Map<String, String> settings) throws StartException {
    return new RunningServer(settings);
  }

  static RunningServer serving(IHandler handler) throws StartException {
    return serving(handler, Map.of());
  }

  static RunningServer serving(IHandler handler, Map<String, String> settings)
      throws StartException {
    RunningServer running = new RunningServer(settings);
    running.server.serve(handler);
    return running;
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(to(path));
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(to("/").POST(BodyPublishers.ofString(body)));
  }

  Wire wire() throws IOException {
    return new Wire(server.port());
  }

  String log() {
    return log.toString(UTF_8);
  }
}
