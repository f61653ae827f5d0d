package bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many devices at once: ours on each Java, the bare client, and ANTA, in turn. */
final class Fleet {
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int LARGEST = 1000;

  private final Switches switches;
  private final Kinds kinds;
  private final Map<String, List<Measured>> measured = new LinkedHashMap<>();
  private final Map<String, Switches.Counts> counts = new LinkedHashMap<>();

  Fleet(Switches switches, Kinds kinds) {
    this.switches = switches;
    this.kinds = kinds;
  }

  void run(int devices) throws IOException {
    Report.title("25 tests on " + devices + (devices == 1 ? " device" : " devices"));
    int rounds = devices == LARGEST ? 1 : ROUNDS;
    for (int round = 0; round < rounds; round++) {
      if (kinds.anta().isPresent() && devices < LARGEST) {
        measure("ANTA", kinds.anta().get(), devices);
      }
      for (Runtimes.Java java : Runtimes.all()) {
        for (boolean cached : new boolean[] {false, true}) {
          measure(name("bare client", java, cached), kinds.bare(java, cached), devices);
          measure(name("ours", java, cached), kinds.ours(java, cached), devices);
          Kinds.checkVerdicts(devices);
        }
      }
    }
    measured.keySet().forEach(name -> print(name, devices));
    targets(devices);
  }

  private static String name(String what, Runtimes.Java java, boolean cached) {
    return what + ", Java " + java.version() + (cached ? " with its cache" : "");
  }

  private void measure(String name, Kinds.Kind kind, int devices) throws IOException {
    switches.counts();
    measured.computeIfAbsent(name, any -> new ArrayList<>()).add(kind.run(devices));
    counts.put(name, switches.counts());
  }

  private void print(String name, int devices) {
    Switches.Counts counted = counts.get(name);
    double requests = (double) counted.requests() / devices;
    Report.line(
        "%-36s %s, %.1f requests and %.1f connections a device",
        name, best(name), requests, (double) counted.connections() / devices);
  }

  private Measured best(String name) {
    return Measured.leastDisturbed(measured.get(name));
  }

  private void targets(int devices) {
    for (Runtimes.Java java : Runtimes.all()) {
      boolean cached = java.version() >= 25;
      String ours = name("ours", java, cached);
      String bare = name("bare client", java, cached);
      if (measured.containsKey("ANTA")) toAnta(ours, devices, cached);
      if (devices == 50) ratios(ours, bare, 1.3);
      if (devices == LARGEST) Report.atMost(ours + ", MiB", most(ours), 256);
      double requests = (double) counts.get(ours).requests() / devices;
      Report.atMost(ours + ", requests to a switch", requests, 4);
    }
  }

  private void toAnta(String ours, int devices, boolean cached) {
    if (devices == 50) ratios(ours, "ANTA", cached ? 0.3 : 0.4);
    if (devices == 200) ratios(ours, "ANTA", 0.2);
  }

  private void ratios(String ours, String other, double target) {
    Measured mine = best(ours);
    Measured its = best(other);
    Report.atMost(ours + " to " + other + ", wall", mine.wall() / its.wall(), target);
    Report.atMost(ours + " to " + other + ", CPU", mine.cpu() / its.cpu(), target);
  }

  private double most(String name) {
    return measured.get(name).stream().mapToDouble(Measured::mebibytes).max().orElseThrow();
  }
}
