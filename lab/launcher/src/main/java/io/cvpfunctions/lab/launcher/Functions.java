package io.cvpfunctions.lab.launcher;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The functions of stack.yml, each its own process behind a watchdog, as in the image. */
public final class Functions implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Repository repository;
  private final Workspace workspace;
  private final Ports ports;
  private final TemplateImage image;
  private final Map<String, String> secrets;
  private final Optional<String> payloadSecret;
  private final Map<String, Watchdog> watchdogs = new ConcurrentSkipListMap<>();
  private final Set<String> started = ConcurrentHashMap.newKeySet();
  private final BiConsumer<String, Integer> listener;
  private volatile boolean closed;

  /**
   * None runs yet.
   *
   * @param secrets by name, whichever function wants them
   * @param payloadSecret what calls have to be signed with, where they have to be
   * @param listener told of each that ended, by its name and exit status, and is started again
   */
  public Functions(
      Repository repository,
      Workspace workspace,
      Ports ports,
      Map<String, String> secrets,
      Optional<String> payloadSecret,
      BiConsumer<String, Integer> listener) {
    this.listener = listener;
    this.repository = repository;
    this.workspace = workspace;
    this.ports = ports;
    this.secrets = secrets;
    this.payloadSecret = payloadSecret;
    this.image = TemplateImage.of(repository.template());
  }

  /** Starts all of them at once and makes them known to the gateway. */
  public void start(StackFile stack, FaasGateway gateway) {
    start(stack.functions().values(), gateway);
  }

  /** The same for functions that are not deployed quite as the file says. */
  public void start(Collection<StackFunction> functions, FaasGateway gateway) {
    for (StackFunction function : functions) {
      started.add(function.name());
      start(function, gateway);
    }
  }

  /**
   * Runs what is built in the folder that its image is named after, unless the lab began with it.
   */
  synchronized boolean deploy(FunctionSpec spec, FaasGateway gateway) {
    Optional<String> handler = repository.handlerOf(spec.image());
    if (handler.isEmpty() || started.contains(spec.name())) return false;
    spec.secrets().forEach(name -> secret(spec.name(), name));
    Watchdog before = watchdogs.remove(spec.name());
    if (before != null) before.close();
    start(new StackFunction(spec.name(), "", handler.get(), "", spec), gateway);
    return true;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // starting it again is the end of it
  private void start(StackFunction function, FaasGateway gateway) {
    Watchdog watchdog = start(function);
    watchdogs.put(function.name(), watchdog);
    gateway.function(function.spec(), watchdog.address());
    watchdog.exited().thenAcceptAsync(status -> ended(function, watchdog, gateway, status));
  }

  /** As Kubernetes and faasd do: a container that ends is started again, after a moment. */
  private void ended(StackFunction function, Watchdog ended, FaasGateway gateway, int status) {
    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (closed || watchdogs.get(function.name()) != ended) return;
              listener.accept(function.name(), status);
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
      workspace.write(folder.resolve(name), secret(function.name(), name));
    }
    payloadSecret.ifPresent(key -> workspace.write(folder.resolve("payload-secret"), key));
    return folder;
  }

  private String secret(String function, String name) {
    String value = secrets.get(name);
    if (value != null) return value;
    throw new IllegalStateException(
        function + " wants the secret " + name + ", of which the lab knows nothing");
  }

  private PrintWriter log(String name) {
    try {
      return new PrintWriter(Files.newBufferedWriter(workspace.log(name), CREATE, APPEND), true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Those that run. */
  public Set<String> names() {
    return watchdogs.keySet();
  }

  /** Whether the function answers behind its watchdog, and not the watchdog alone. */
  public boolean isReady(String name) throws InterruptedException {
    URI ready = URI.create(watchdogs.get(name).url() + "/_/ready");
    HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What each of them runs behind. */
  public Map<String, Watchdog> watchdogs() {
    return watchdogs;
  }

  @Override
  public void close() {
    closed = true;
    watchdogs.values().forEach(Watchdog::close);
  }
}
