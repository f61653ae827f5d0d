package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Measures the template's runtime beside the stock entrypoint and the bare JDK server. */
final class Bench {
  private static final int CALLS = 10_000;
  private static final String ID = "b7a9c4f2-6f0e-4f5e-9a51-";

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Set<String> what = Set.copyOf(List.of(args));
    Processes processes = new Processes(System.getProperty("bench.java"));
    String sample = Files.readString(Path.of("dist/sample.json"));
    if (what.contains("start")) new ColdStart(processes, sample).run();
    if (what.contains("memory")) memory(processes, sample);
    if (what.contains("calls")) {
      for (String java : System.getProperty("bench.javas").split(" ", -1)) {
        new Throughput(new Processes(java)).run();
      }
    }
  }

  /** Every call is another event, and so another row. */
  private static void memory(Processes processes, String sample) throws Exception {
    Path folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "cmdb");
    try (Server server = processes.deviceMove(true, folder.resolve("cmdb.db"))) {
      server.firstAnswer("/_/ready", null);
      double before = server.residentMebibytes();
      Load.Seen seen =
          Load.calls(
              server.port(),
              8,
              CALLS,
              n -> sample.replaceAll(ID + "\\w{12}", ID + String.format("%012d", n)));
      Report.title("Memory of device-move");
      Report.line("resident when ready: %.0f MiB", before);
      Report.line(
          "%d moves: %.0f/s, p50 %.2f ms, p99 %.2f ms, failed %d",
          CALLS, seen.perSecond(), seen.p50(), seen.p99(), seen.failed());
      Report.atMost("resident MiB after them", server.residentMebibytes(), 100);
    }
  }
}
