package io.cvpfunctions.lab.openfaas;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands in for of-watchdog in mode http, in this process, before one function that runs in its
 * own.
 *
 * <p>The environment holds what of-watchdog reads ({@code mode}, {@code upstream_url}, {@code
 * exec_timeout}, {@code max_inflight} and so on) and all of it is handed to the function. It
 * answers from the moment it listens, before the function can. It has no metrics, and adds no
 * prefix to what the function prints.
 */
public final class Watchdog implements AutoCloseable {
  private final WatchdogSettings settings;
  private final Inflight inflight;
  private final LockFile lock;
  private final WatchdogRoutes routes;
  private final HttpPort port;
  private final Child child;
  private final Thread killer;
  private final AtomicBoolean accepting = new AtomicBoolean(true);
  private final CompletableFuture<Integer> exited = new CompletableFuture<>();

  private Watchdog(Builder builder) {
    settings = WatchdogSettings.from(builder.environment);
    inflight = new Inflight(settings.maxInflight());
    lock = LockFile.make(builder.environment);
    routes = new WatchdogRoutes(settings, this::healthy, inflight);
    port = new HttpPort(builder.name, builder.host, builder.port, routes);
    child = startChild(builder);
    killer = new Thread(child::kill, builder.name + "-killer");
  }

  private Child startChild(Builder builder) {
    Map<String, String> environment = new HashMap<>(builder.environment);
    environment.put("TMPDIR", lock.folder().toString());
    try {
      return Child.start(builder.command, environment, builder.directory);
    } catch (UncheckedIOException e) {
      lock.cleanUp();
      throw e;
    }
  }

  /** A watchdog before a function that this command starts. */
  public static Builder of(List<String> command) {
    return new Builder(command);
  }

  private void open(Builder builder) {
    Runtime.getRuntime().addShutdownHook(killer);
    child.readLines(builder.name, builder.output, settings.logBufferSize());
    try {
      port.open();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    child.whenExited(this::childExited);
  }

  /** A child that ends badly takes the watchdog with it; one that ends well leaves it behind. */
  private void childExited(int status) {
    if (status != 0) exit(1);
  }

  private boolean healthy() {
    return accepting.get() && lock.exists();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return port.address();
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return "http://" + address().getHostString() + ":" + address().getPort();
  }

  /** The function's process. */
  public long pid() {
    return child.pid();
  }

  /** Whether the function's process runs. */
  public boolean childIsAlive() {
    return child.isAlive();
  }

  /** Completes with the watchdog's exit status: 1 when its child failed, 0 after a drain. */
  public CompletableFuture<Integer> exited() {
    return exited.copy();
  }

  /**
   * SIGTERM: the child is told at once, health is 503, calls are still served for {@code
   * healthcheck_interval}, then it closes and waits for those under way. Does not wait itself.
   */
  public CompletableFuture<Integer> terminate() {
    if (accepting.getAndSet(false)) {
      child.terminate();
      lock.remove();
      Daemons.start("watchdog-drain", this::drain);
    }
    return exited();
  }

  private void drain() {
    try {
      TimeUnit.NANOSECONDS.sleep(settings.healthcheckInterval().toNanos());
      inflight.awaitNone(settings.writeTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exit(0);
  }

  /** The function's process is killed, as by the kernel; the watchdog follows it. */
  public void killChild() {
    child.kill();
  }

  private void exit(int status) {
    if (!exited.complete(status)) return;
    accepting.set(false);
    child.kill();
    port.close();
    routes.close();
    lock.cleanUp();
    forgetKiller();
  }

  private void forgetKiller() {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The process is ending already, and the killer runs or has run.
    }
  }

  /** Ends both at once, without a drain. */
  @Override
  public void close() {
    exit(1);
  }

  /** How a watchdog is set up; everything has a default. */
  public static final class Builder {
    private final List<String> command;
    private Map<String, String> environment = Map.of();
    private Path directory = Path.of("").toAbsolutePath();
    private String name = "watchdog";
    private String host = "127.0.0.1";
    private int port;
    private ChildOutput output = (stream, line) -> {};

    private Builder(List<String> command) {
      this.command = List.copyOf(command);
    }

    /** All that the function and the watchdog see of an environment, but for PATH and TMPDIR. */
    public Builder environment(Map<String, String> value) {
      environment = Map.copyOf(value);
      return this;
    }

    /** Where the function starts; the current folder unless set. */
    public Builder directory(Path value) {
      directory = value;
      return this;
    }

    /** What its threads are called by. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** The address to listen on; 127.0.0.1 unless set. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The port to listen on; a free one unless set. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** Hears what the function prints; nobody does unless set. */
    public Builder output(ChildOutput value) {
      output = value;
      return this;
    }

    /** Starts the function and listens; the function may not listen yet. */
    public Watchdog start() {
      Watchdog watchdog = new Watchdog(this);
      watchdog.open(this);
      return watchdog;
    }
  }
}
