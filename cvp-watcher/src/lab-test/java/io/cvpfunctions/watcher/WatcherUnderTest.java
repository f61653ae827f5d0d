package io.cvpfunctions.watcher;

import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.watcher.commands.WatcherCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import org.awaitility.Awaitility;

/**
 * The watcher as a process of its own, set up for the stand-ins; start it, kill it, start again.
 */
final class WatcherUnderTest implements AutoCloseable {
  static {
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }

  private final Path folder;
  private final Map<String, String> flags = new LinkedHashMap<>();
  private final List<String> launcher = new ArrayList<>();
  private Process process;
  private int startsBefore;

  WatcherUnderTest(Path folder, CloudVisionSimulator cloudVision, FaasGateway gateway) {
    this.folder = folder;
    with("--cloudvision", cloudVision.addresses());
    with("--username", "cvpadmin");
    with("--password-file", file("password", "arista"));
    with("--ca-file", file("ca.pem", cloudVision.caPem()));
    with("--gateway", gateway.url());
    with("--gateway-user-file", file("gateway-user", "admin"));
    with("--gateway-password-file", file("gateway-password", "pw"));
    with("--state", "jdbc:sqlite:" + folder.resolve("state/cvp-watcher.db"));
    with("--poll-interval", "100ms");
    with("--debounce", "0s");
    with("--topics-interval", "200ms");
    with("--listen", "127.0.0.1:0");
  }

  /** Sets a flag. */
  WatcherUnderTest with(String flag, String value) {
    flags.put(flag, value);
    return this;
  }

  /** Unsets a flag. */
  WatcherUnderTest without(String flag) {
    flags.remove(flag);
    return this;
  }

  /** A file with that content, for a flag that names one. */
  String file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content).toString();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<String> arguments(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    flags.forEach((flag, value) -> arguments.add(flag + "=" + value));
    return arguments;
  }

  /** Runs a command in this process, and returns its exit status and what it printed. */
  String command(String... command) {
    StringWriter output = new StringWriter();
    PrintWriter out = new PrintWriter(output, true);
    String[] arguments = arguments(command).toArray(String[]::new);
    int status = WatcherCommand.execute(name -> null, out, out, arguments);
    return status + "\n" + output;
  }

  /** Gives it a disk of its own of that size, which is gone when it ends. */
  WatcherUnderTest onDisk(Path mountPoint, String size) {
    String mount = "mount -t tmpfs -o size=" + size + " tmpfs \"$0\" && exec \"$@\"";
    launcher.addAll(List.of("unshare", "-Urm", "sh", "-c", mount, mountPoint.toString()));
    return this;
  }

  /** Whether this machine lets it have its own disk. */
  boolean diskMounts() {
    List<String> command = new ArrayList<>(launcher);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  /** What it sees there, be it on a disk of its own. */
  Path seen(Path path) {
    return Path.of("/proc", Long.toString(process.pid()), "root")
        .resolve(path.toString().substring(1));
  }

  private List<String> java(List<String> arguments) {
    List<String> command = new ArrayList<>(launcher);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@jvm.options");
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.cvpfunctions.watcher.Main");
    command.addAll(arguments);
    return command;
  }

  WatcherUnderTest start() {
    startsBefore = starts();
    try {
      process =
          new ProcessBuilder(java(arguments("run")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return this;
  }

  private Path log() {
    return folder.resolve("watcher.log");
  }

  /** All that it has logged so far. */
  String logged() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits until it has logged that. */
  void awaitLogged(String text) {
    await().atMost(Duration.ofSeconds(60)).until(() -> logged().contains(text));
  }

  /** Waits until the process that runs now has begun to work. */
  void awaitStarted() {
    int before = startsBefore;
    await().atMost(Duration.ofSeconds(20)).until(() -> starts() > before);
  }

  private int starts() {
    return logged().split("\"started\"", -1).length - 1;
  }

  /** What its status port answers. */
  Answer status(String path) {
    awaitLogged("\"started\"");
    Matcher port = Pattern.compile("\"port\":\"?(\\d+)").matcher(logged());
    String last = "";
    while (port.find()) last = port.group(1);
    Request request = new Request.Builder().url("http://127.0.0.1:" + last + path).build();
    try (HttpRemote http = HttpRemote.named("watcher")) {
      return http.call(request, Duration.ofSeconds(5));
    }
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As {@code kill -NAME}. */
  void signal(String name) {
    String[] kill = {"kill", "-" + name, Long.toString(process.pid())};
    try {
      new ProcessBuilder(kill).inheritIO().start().onExit().join();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** As {@code kill}; returns the exit status. */
  int terminate() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    if (process != null) kill();
  }
}
