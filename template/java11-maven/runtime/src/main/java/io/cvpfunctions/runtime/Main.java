package io.cvpfunctions.runtime;

import com.openfaas.model.IHandler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the process of a function starts: settings, listen, the function itself, ready. */
public final class Main {
  /** What Kubernetes and faasd give a process between SIGTERM and SIGKILL. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final int LONGEST_LINE = 60 * 1024;

  private final JsonLog log;

  private Main(JsonLog log) {
    this.log = log;
  }

  public static void main(String[] args) {
    long start = System.nanoTime();
    System.setOut(limited(FileDescriptor.out));
    System.setErr(limited(FileDescriptor.err));
    JsonLog log = new JsonLog(System.out);
    try {
      new Main(log).run(args, start);
    } catch (StartException e) {
      String stack = e.getCause() == null ? null : JsonLog.stack(e.getCause());
      log.error("cannot start", "problems", e.problems(), "stack", stack);
      System.exit(1);
    } catch (Throwable e) {
      log.error("cannot start", "error", JsonLog.name(e), "stack", JsonLog.stack(e));
      System.exit(1);
    }
  }

  private void run(String[] args, long start) throws StartException {
    Optional<Path> sample = sample(args);
    RuntimeSettings settings = RuntimeSettings.from(System::getenv);
    for (String doubt : settings.doubts) log.warn("a setting is wrong", "problem", doubt);
    ReadyLock lock = settings.readyLock.map(ReadyLock::new).orElse(null);
    if (lock != null) lock.remove();
    FunctionServer server = FunctionServer.start(settings, log);
    // Before the function is made: callers wait for it already.
    Drain drain = new Drain(server, settings, log);
    Termination.onSignal(drain::run);
    IHandler handler = new HandlerLookup(Main.class.getClassLoader()).load();
    settings.warmPath.ifPresent(path -> warm(handler, path));
    warnOfLongDrain(settings);
    server.serve(handler);
    if (lock != null && server.isReady()) lock.create();
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    log.info("ready", "port", server.port(), "ms", millis);
    if (sample.isPresent()) {
      new Training(server.port(), log).run(sample.get());
      drain.run();
    }
  }

  private static Optional<Path> sample(String[] args) throws StartException {
    if (args.length == 0) return Optional.empty();
    if (args.length == 2 && args[0].equals("--train")) return Optional.of(Path.of(args[1]));
    throw new StartException(List.of("The only arguments are: --train FILE"));
  }

  /** Loads what the first call would; that it fails here says nothing of later calls. */
  private void warm(IHandler handler, URI path) {
    try {
      handler.Handle(ReceivedRequest.get(path));
    } catch (RuntimeException e) {
      log.warn("the call of warm_path failed", "error", JsonLog.name(e), "stack", JsonLog.stack(e));
    }
  }

  private void warnOfLongDrain(RuntimeSettings settings) {
    Duration drain = settings.healthcheckInterval.plus(settings.execTimeout);
    if (!settings.behindWatchdog || drain.compareTo(GRACE) <= 0) return;
    log.warn(
        "a call may be cut off when the function is stopped: healthcheck_interval plus"
            + " exec_timeout is longer than the 30 s that Kubernetes and faasd wait by default",
        "seconds",
        drain.toSeconds());
  }

  private static PrintStream limited(FileDescriptor descriptor) {
    return new PrintStream(
        new LineLimit(new FileOutputStream(descriptor), LONGEST_LINE),
        true,
        StandardCharsets.UTF_8);
  }
}
