package bench;

import io.cvpfunctions.validation.catalog.CatalogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A catalog of 7,688 tests, as a large site has them, each for a device of its own. */
final class LargeCatalog {
  private static final int TESTS = 7_688;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final String LOAD_WITH_ANTA =
      "import sys; from anta.catalog import AntaCatalog; import time; b = time.time();"
          + " c = AntaCatalog.parse(sys.argv[1]); print(len(c.tests), time.time() - b)";

  private LargeCatalog() {}

  static void run() throws IOException {
    Report.title("A catalog of " + TESTS + " tests");
    Path file = write();
    Report.line("%.1f MB of YAML", Files.size(file) / 1e6);
    double anta = anta(file);
    for (Runtimes.Java java : Runtimes.all()) ours(java, file, anta);
  }

  /** Loads it once, as a process that has just started does. */
  public static void main(String[] arguments) throws IOException {
    byte[] text = Files.readAllBytes(Path.of(arguments[0]));
    long begin = System.nanoTime();
    int tests = CatalogReader.read("large", text).definitions().size();
    System.out.println(tests + " " + (System.nanoTime() - begin) / 1e9);
  }

  private static double anta(Path file) throws IOException {
    String program = System.getProperty("bench.anta", "");
    if (program.isEmpty()) return Double.NaN;
    String python = Path.of(program).resolveSibling("python").toString();
    List<Measured> all = new ArrayList<>();
    List<String> command = List.of(python, "-c", LOAD_WITH_ANTA, file.toString());
    for (int i = 0; i < ROUNDS; i++) all.add(Measured.of(command, Map.of()));
    return print("ANTA", all);
  }

  private static void ours(Runtimes.Java java, Path file, double anta) throws IOException {
    String options = "@" + System.getProperty("bench.product") + "/jvm.options";
    String path = System.getProperty("bench.product.path");
    List<String> command =
        List.of(java.program(), options, "-cp", path, "bench.LargeCatalog", file.toString());
    List<Measured> all = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) all.add(Measured.of(command, Map.of()));
    double ours = print("ours, Java " + java.version(), all);
    if (!Double.isNaN(anta)) Report.atLeast("ANTA's time for loading, to ours", anta / ours, 10);
  }

  /** The time for loading alone, in the middle of all rounds. */
  private static double print(String name, List<Measured> all) throws IOException {
    List<Double> times = new ArrayList<>();
    for (Measured each : all) {
      String[] said = each.output().strip().split(" ", -1);
      if (!said[0].equals("" + TESTS)) throw new IOException(name + " read " + each.output());
      times.add(Double.parseDouble(said[1]));
    }
    double median = Report.median(times);
    Report.line("%-20s %5.2f s for loading; the process: %s", name, median, Measured.leastDisturbed(all));
    return median;
  }

  private static Path write() throws IOException {
    List<String> lines = Files.readAllLines(Path.of(System.getProperty("bench.here"), "many.yml"));
    StringBuilder text = new StringBuilder();
    int written = 0;
    for (int i = 0; i < lines.size(); ) {
      List<String> section = section(lines, i);
      text.append(section.get(0)).append('\n');
      int copies = Integer.parseInt(section.get(0).replaceAll(".*# ", ""));
      for (int copy = 0; copy < copies; copy++, written++) {
        for (String line : section.subList(1, section.size())) {
          text.append(line.replace("${n}", "" + copy)).append('\n');
        }
      }
      i += section.size();
    }
    if (written != TESTS) throw new IOException("many.yml makes " + written + " tests");
    return Files.writeString(Path.of("large.yml"), text).toAbsolutePath();
  }

  /** A line without indentation with what is below it. */
  private static List<String> section(List<String> lines, int begin) {
    int end = begin + 1;
    while (end < lines.size() && lines.get(end).startsWith(" ")) end++;
    return lines.subList(begin, end);
  }
}
