package bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How each of the servers is started: as its own template or image would. */
final class Processes {
  /** The stock entrypoint can use no other. */
  static final int STOCK_PORT = 8082;

  private final String java;
  private final String options = System.getProperty("bench.options");
  private final Path dist = Path.of("dist");

  Processes(String java) {
    this.java = java;
  }

  /** The version of the Java that runs them all. */
  String version() throws IOException {
    Process process = new ProcessBuilder(java, "--version").start();
    return new String(process.getInputStream().readAllBytes(), UTF_8)
        .lines()
        .findFirst()
        .orElse("");
  }

  Server stock(Map<String, String> environment) throws IOException {
    List<String> command =
        List.of(
            java,
            "-XX:+UseContainerSupport",
            "-cp",
            "entrypoint.jar:model.jar:handler",
            "com.openfaas.entrypoint.App");
    return Server.start(command, environment, STOCK_PORT);
  }

  Server floor(Map<String, String> environment) throws IOException {
    int port = Server.freePort();
    List<String> command = List.of(java, "@" + options, "-cp", "classes", "bench.Floor");
    return Server.start(command, with(environment, "port", "" + port), port);
  }

  Server ours(Map<String, String> environment) throws IOException {
    return runtime(
        List.of("@" + options, "-cp", dist + "/runtime.jar:model.jar:handler"), environment);
  }

  /** With the cache that the training has made, or without. */
  Server deviceMove(boolean cached, Path cmdb) throws IOException {
    List<String> options =
        Stream.of(
                "@" + dist + "/jvm.options",
                cached ? "@" + dist + "/cache.options" : "",
                "-cp",
                dist + "/runtime.jar:" + dist + "/function.jar")
            .filter(word -> !word.isEmpty())
            .toList();
    return runtime(options, Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite:" + cmdb));
  }

  private Server runtime(List<String> arguments, Map<String, String> environment)
      throws IOException {
    int port = Server.freePort();
    List<String> command =
        Stream.of(List.of(java), arguments, List.of("io.cvpfunctions.runtime.Main"))
            .flatMap(List::stream)
            .toList();
    return Server.start(
        command, with(environment, "upstream_url", "http://127.0.0.1:" + port), port);
  }

  private static Map<String, String> with(Map<String, String> given, String name, String value) {
    Map<String, String> all = new HashMap<>(given);
    all.put(name, value);
    return all;
  }
}
