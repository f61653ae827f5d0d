package bench;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What the watcher holds of a large fleet while nobody takes its events. */
final class Memory {
  private static final int DEVICES = 10_000;
  private static final int BACKLOG = 100_000;
  private static final int WAIT = 20_000;

  void run() throws Exception {
    Report.title("Memory with " + DEVICES + " devices and a backlog of " + BACKLOG + " events");
    Map<String, String> topic = Map.of("topic", "cvp.device.moved");
    try (Site site = new Site(DEVICES).function("f", topic, request -> unwilling())) {
      site.start("--poll-interval", "500ms", "--debounce", "0s");
      Report.line("resident after the baseline: %.0f MiB", mebibytes(site.pid(), "VmRSS"));
      for (int i = 1; i <= BACKLOG / DEVICES; i++) {
        site.moveAll();
        int all = i * DEVICES;
        Site.until("the backlog", () -> site.logged("move.detected") >= all);
      }
      Site.pause(WAIT);
      Report.line("resident with the backlog: %.0f MiB", mebibytes(site.pid(), "VmRSS"));
      Report.atMost("the most that was resident, MiB", mebibytes(site.pid(), "VmHWM"), 256);
    }
  }

  private static FunctionResponse unwilling() {
    return FunctionResponse.text(503, "not today").header("Retry-After", "3600");
  }

  private static double mebibytes(long pid, String what) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith(what + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum()
        / 1024.0;
  }
}
