package io.cvpfunctions.lab.openfaas.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;

/** The contract, through the real of-watchdog where it is on the PATH. */
class OfWatchdogContractTest extends WatchdogContract {
  /** It serves its metrics there, and nowhere else. */
  private static final int METRICS_PORT = 8081;

  private static Path program;

  @BeforeAll
  static void find() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .flatMap(folder -> Stream.of("of-watchdog", "fwatchdog").map(Path.of(folder)::resolve))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "neither of-watchdog nor fwatchdog is on the PATH");
    assumeTrue(portIsFree(), "port 8081 is taken, and of-watchdog can use no other for metrics");
    program = found.get();
  }

  private static boolean portIsFree() {
    try (ServerSocket free = new ServerSocket(METRICS_PORT)) {
      return free.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  GuardedFunction start(int port, Map<String, String> environment, List<String> command)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("port", String.valueOf(port));
    // It splits at every space, and knows no quotes.
    assumeTrue(command.stream().noneMatch(word -> word.contains(" ")), "a path has a space");
    all.put("fprocess", String.join(" ", command));
    return OfWatchdog.start(program, port, all);
  }
}
