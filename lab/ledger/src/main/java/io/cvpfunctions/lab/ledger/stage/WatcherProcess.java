package io.cvpfunctions.lab.ledger.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The watcher as it is in production: its jar, with its {@code jvm.options}, as a process. */
public final class WatcherProcess implements AutoCloseable {
  private static final String STARTED = "\"started\"";
  private static final Pattern REPLICA = Pattern.compile("\"replica\":\"([^\"]+)\"");

  private final Path log;
  private final List<String> command = new ArrayList<>();
  private Process process;
  private int logBefore;

  /** One that logs to that file, once started. */
  public WatcherProcess(Path repository, Path log, Map<String, String> flags) {
    this(repository, log, flags, jar -> List.of("-jar", jar.toString()));
  }

  /** The same, started in another way than by its jar alone. */
  WatcherProcess(
      Path repository,
      Path log,
      Map<String, String> flags,
      Function<Path, List<String>> howToStart) {
    this.log = log;
    Path watcher = repository.resolve("cvp-watcher");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + watcher.resolve("jvm.options"));
    command.addAll(howToStart.apply(watcher.resolve("target/cvp-watcher.jar")));
    command.add("run");
    flags.forEach((flag, value) -> command.add(flag + "=" + value));
  }

  /** Starts it, or starts it again. */
  public void start() {
    try {
      logBefore = bytes().length;
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failed) {
      throw new UncheckedIOException("the watcher cannot be started", failed);
    }
  }

  /** Whether it has begun to work since it was last started. */
  public boolean started() {
    return lately().contains(STARTED);
  }

  /** What it has logged since it was last started. */
  String lately() {
    byte[] all = bytes();
    int from = Math.min(logBefore, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  /** What it calls itself in the state; empty where it has not begun to work. */
  String replica() {
    Matcher said = REPLICA.matcher(lately());
    return said.find() ? said.group(1) : "";
  }

  public boolean alive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** All that it has logged so far. */
  public String logged() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    try {
      return Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As {@code kill}; false where it had to be killed in the end. */
  public boolean terminate() throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) kill();
    return ended;
  }

  @Override
  public void close() {
    if (process != null) kill();
  }
}
