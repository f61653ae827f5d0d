package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The watcher as its own process, reading the lab's CloudVision over verified TLS. */
final class Watcher implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String NAME = "cvp-watcher";

  private final Supplier<LabProcess> starter;
  private final String address;
  private final Path jar;
  private final String state;
  private final Narrator narrator;
  private LabProcess process;
  private volatile boolean closed;

  private Watcher(
      Supplier<LabProcess> starter, String address, Path jar, String state, Narrator narrator) {
    this.starter = starter;
    this.address = address;
    this.jar = jar;
    this.state = state;
    this.narrator = narrator;
  }

  /** Where the watcher finds the rest of the lab. */
  record Surroundings(
      String cloudVision,
      String caPem,
      String user,
      String password,
      String gateway,
      String gatewayUser,
      String gatewayPassword,
      Optional<String> payloadSecret) {}

  static Watcher start(
      Repository repository,
      Workspace workspace,
      Ports ports,
      Surroundings around,
      Narrator narrator) {
    Path secrets = workspace.folder("secrets", "cvp-watcher");
    Path password = workspace.write(secrets.resolve("cvp-password"), around.password());
    Path ca = workspace.write(secrets.resolve("cvp-ca.pem"), around.caPem());
    Path user = workspace.write(secrets.resolve("basic-auth-user"), around.gatewayUser());
    Path gatewayPassword =
        workspace.write(secrets.resolve("basic-auth-password"), around.gatewayPassword());
    String listen = "127.0.0.1:" + ports.usual("the watcher", 8085);
    String state = "jdbc:sqlite:" + workspace.folder("watcher").resolve("state.db");
    JavaCommand command =
        JavaCommand.java()
            .options(repository.watcher().resolve("jvm.options"))
            .with("-jar", repository.watcherJar().toString(), "run")
            .with("--cloudvision", around.cloudVision(), "--ca-file", ca.toString())
            .with("--username", around.user(), "--password-file", password.toString())
            .with("--gateway", around.gateway(), "--gateway-user-file", user.toString())
            .with("--gateway-password-file", gatewayPassword.toString())
            .with("--state", state)
            .with("--poll-interval", "1s", "--debounce", "1s", "--topics-interval", "1s")
            .with("--listen", listen);
    around
        .payloadSecret()
        .map(key -> workspace.write(secrets.resolve("payload-secret"), key))
        .ifPresent(file -> command.with("--payload-secret-file", file.toString()));
    Supplier<LabProcess> starter =
        () ->
            LabProcess.start(
                NAME,
                command.words(),
                TraceSettings.ofProcess(),
                workspace.folder("watcher"),
                workspace.log(NAME),
                line -> heard(line, narrator));
    Watcher watcher =
        new Watcher(starter, "http://" + listen, repository.watcherJar(), state, narrator);
    watcher.run();
    return watcher;
  }

  /** As a container is: what ends is started again, after a moment. */
  private synchronized void run() {
    if (closed) return;
    process = starter.get();
    process.onExit(this::ended);
  }

  private void ended(int status) {
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (closed) return;
              narrator.ended(NAME, status);
              run();
            });
  }

  private static void heard(String line, Narrator narrator) {
    JsonNode log = parse(line);
    String subject = log.path("subject").asText();
    String message = log.path("message").asText();
    switch (log.path("event").asText()) {
      case "move.detected" -> narrator.detected(subject, message);
      case "event.raised", "event.updated", "event.resolved" ->
          narrator.said(subject, log.path("type").asText() + ": " + message);
      case "change.detected",
          "delivery.withheld",
          "delivery.retrying",
          "delivery.dead-lettered",
          "lane.held",
          "lane.released" ->
          narrator.said(subject, message);
      case "baseline" -> narrator.baseline(message);
      default -> {}
    }
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException notJson) {
      return JSON.createObjectNode();
    }
  }

  /** Whether it says itself that it is ready. */
  boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Its metrics, as Prometheus reads them. */
  String metrics() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/metrics"))
            .timeout(Duration.ofSeconds(2))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  /** What one of its commands prints, which looks into the state beside the running watcher. */
  String command(String... words) throws IOException, InterruptedException {
    List<String> command =
        JavaCommand.java()
            .with("-XX:TieredStopAtLevel=1", "-jar", jar.toString())
            .with(words)
            .with("--state", state)
            .words();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) throw new IOException("cvp-watcher " + words[0] + ": " + said);
    return said;
  }

  String address() {
    return address;
  }

  synchronized LabProcess process() {
    return process;
  }

  @Override
  public void close() {
    closed = true;
    process().close();
  }
}
