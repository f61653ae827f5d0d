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
  private static final int STORM = 10_000;
  private static final int WAIT = 20_000;

  void run() throws Exception {
    Report.title("Memory with " + DEVICES + " devices and a backlog of " + BACKLOG + " events");
    moves();
    cloudVisionEvents();
  }

  private static void moves() throws Exception {
    try (Site site = site("cvp.device.moved")) {
      site.start("--poll-interval", "500ms", "--debounce", "0s");
      report("resident after the baseline", site);
      for (int i = 1; i <= BACKLOG / DEVICES; i++) {
        site.moveAll();
        int all = i * DEVICES;
        site.await("the backlog", () -> site.waiting() >= all);
      }
      Site.pause(WAIT);
      report("resident with moves waiting", site);
      most("moves: the most that was resident, MiB", site);
    }
  }

  /** None of them is resolved, so that the watcher has to know each; and it has to begin anew. */
  private static void cloudVisionEvents() throws Exception {
    try (Site site = site("cvp.event.raised")) {
      site.start("--sources", "auto", "--poll-interval", "1m");
      for (int raised = STORM; raised <= BACKLOG; raised += STORM) {
        site.raise(STORM);
        int all = raised;
        site.await("the backlog", () -> site.waiting() >= all);
      }
      Site.pause(WAIT);
      report("resident with CloudVision events waiting", site);
      most("CloudVision events: the most that was resident, MiB", site);
      site.restart();
      Site.pause(WAIT);
      most("the same after a restart, MiB", site);
    }
  }

  private static Site site(String topic) {
    return new Site(DEVICES).function("f", Map.of("topic", topic), request -> unwilling());
  }

  private static void report(String what, Site site) throws IOException {
    Report.line("%s: %.0f MiB", what, mebibytes(site.pid(), "VmRSS"));
  }

  private static void most(String what, Site site) throws IOException {
    Report.atMost(what, mebibytes(site.pid(), "VmHWM"), 256);
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
