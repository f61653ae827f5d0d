package io.cvpfunctions.lab.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The watcher as its own process, reading the lab's CloudVision over verified TLS. */
final class Watcher implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NAME = "cvp-watcher";

  private final Supplier<LabProcess> starter;
  private final String address;
  private final Narrator narrator;
  private LabProcess process;
  private volatile boolean closed;

  private Watcher(Supplier<LabProcess> starter, String address, Narrator narrator) {
    this.starter = starter;
    this.address = address;
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
    JavaCommand command =
        JavaCommand.java()
            .options(repository.watcher().resolve("jvm.options"))
            .with("-jar", repository.watcherJar().toString(), "run")
            .with("--cloudvision", around.cloudVision(), "--ca-file", ca.toString())
            .with("--username", around.user(), "--password-file", password.toString())
            .with("--gateway", around.gateway(), "--gateway-user-file", user.toString())
            .with("--gateway-password-file", gatewayPassword.toString())
            .with("--state", "jdbc:sqlite:" + workspace.folder("watcher").resolve("state.db"))
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
                Map.of(),
                workspace.folder("watcher"),
                workspace.log(NAME),
                line -> heard(line, narrator));
    Watcher watcher = new Watcher(starter, "http://" + listen, narrator);
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
    String event = log.path("event").asText();
    String message = log.path("message").asText();
    if (event.equals("move.detected")) narrator.detected(log.path("subject").asText(), message);
    if (event.equals("baseline")) narrator.baseline(message);
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
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
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
