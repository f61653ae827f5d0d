package io.cvpfunctions.lab.launcher;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.StackFile;
import io.cvpfunctions.lab.openfaas.StackFunction;
import io.cvpfunctions.lab.openfaas.Watchdog;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** The functions of stack.yml, each its own process behind a watchdog, as in the image. */
final class Functions implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Repository repository;
  private final Workspace workspace;
  private final Ports ports;
  private final TemplateImage image;
  private final Map<String, String> secrets;
  private final Optional<String> payloadSecret;
  private final Map<String, Watchdog> watchdogs = new ConcurrentSkipListMap<>();
  private final Narrator narrator;
  private volatile boolean closed;

  Functions(
      Repository repository,
      Workspace workspace,
      Ports ports,
      Map<String, String> secrets,
      Optional<String> payloadSecret,
      Narrator narrator) {
    this.narrator = narrator;
    this.repository = repository;
    this.workspace = workspace;
    this.ports = ports;
    this.secrets = secrets;
    this.payloadSecret = payloadSecret;
    this.image = TemplateImage.of(repository.template());
  }

  /** Starts all of them at once and makes them known to the gateway. */
  void start(StackFile stack, FaasGateway gateway) {
    for (StackFunction function : stack.functions().values()) start(function, gateway);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // starting it again is the end of it
  private void start(StackFunction function, FaasGateway gateway) {
    Watchdog watchdog = start(function);
    watchdogs.put(function.name(), watchdog);
    gateway.function(function.spec(), watchdog.address());
    watchdog.exited().thenAcceptAsync(status -> ended(function, gateway, status));
  }

  /** As Kubernetes and faasd do: a container that ends is started again, after a moment. */
  private void ended(StackFunction function, FaasGateway gateway, int status) {
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (closed) return;
              narrator.ended(function.name(), status);
              start(function, gateway);
            });
  }

  private Watchdog start(StackFunction function) {
    int port = ports.from(18082);
    Map<String, String> environment = new LinkedHashMap<>(image.environment());
    environment.putAll(function.environment());
    environment.put("upstream_url", "http://127.0.0.1:" + port);
    environment.put("secret_mount_path", mount(function).toString());
    Path folder = repository.function(function.handler());
    Path jar = repository.functionJar(function.handler());
    List<String> command =
        JavaCommand.java()
            .options(folder.resolve("jvm.options"))
            .with("-cp", repository.runtimeJar() + File.pathSeparator + jar)
            .with("io.cvpfunctions.runtime.Main")
            .words();
    PrintWriter log = log(function.name());
    return Watchdog.of(command)
        .name(function.name())
        .environment(environment)
        .directory(workspace.folder("functions", function.name()))
        .output((stream, line) -> log.println(line))
        .start();
  }

  private Path mount(StackFunction function) {
    Path folder = workspace.folder("secrets", function.name());
    for (String name : function.secrets()) {
      String value = secrets.get(name);
      if (value == null) {
        throw new IllegalStateException(
            function.name() + " wants the secret " + name + ", of which the lab knows nothing");
      }
      workspace.write(folder.resolve(name), value);
    }
    payloadSecret.ifPresent(key -> workspace.write(folder.resolve("payload-secret"), key));
    return folder;
  }

  private PrintWriter log(String name) {
    try {
      return new PrintWriter(Files.newBufferedWriter(workspace.log(name), CREATE, APPEND), true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Set<String> names() {
    return watchdogs.keySet();
  }

  /** Whether the function answers behind its watchdog, and not the watchdog alone. */
  boolean isReady(String name) throws InterruptedException {
    URI ready = URI.create(watchdogs.get(name).url() + "/_/ready");
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  Map<String, Watchdog> watchdogs() {
    return watchdogs;
  }

  @Override
  public void close() {
    closed = true;
    watchdogs.values().forEach(Watchdog::close);
  }
}
