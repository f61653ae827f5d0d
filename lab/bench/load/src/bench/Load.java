package bench;

import io.cvpfunctions.lab.http.Fault;
import io.cvpfunctions.lab.launcher.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Raises the load step by step until more brings no more. */
final class Load {
  private static final int[] CALLERS = {4, 8, 16, 24, 32, 48};
  private static final int[] RATES = {250, 500, 1000, 2000, 4000, 8000};
  private static final Duration REMOTE = Duration.ofMillis(400);

  /** Two replicas do so much more than one. */
  private static final double TARGET = 1.8;

  /** Less than that on top of the best before is no more. */
  private static final double MORE = 1.05;

  /** Done at less than that of the rate at which they were raised, a watcher does not keep up. */
  private static final double KEPT_UP = 0.9;

  private final Path root = Path.of(System.getProperty("bench.root"));

  public static void main(String[] arguments) throws Exception {
    Set<String> wanted = Set.of(arguments);
    Load load = new Load();
    if (wanted.contains("functions")) load.functions();
    if (wanted.contains("watcher")) load.watcher();
    System.exit(0);
  }

  private void functions() throws Exception {
    double one = best(1);
    double two = best(2);
    String met = two / one >= TARGET ? "met" : "NOT MET";
    System.out.printf(
        Locale.ROOT, "two replicas to one: %.2f, at least %.1f: %s%n%n", two / one, TARGET, met);
  }

  private double best(int replicas) throws Exception {
    String plural = replicas == 1 ? "" : "s";
    System.out.printf(
        "device-move, %d replica%s of %d at once, each question to the CMDB takes %d ms:%n",
        replicas,
        plural,
        Replicas.AT_ONCE,
        REMOTE.toMillis());
    try (Replicas all = new Replicas(new Repository(root), replicas)) {
      Callers callers = new Callers(all.url());
      callers.step(CALLERS[CALLERS.length - 1]);
      all.netBox().http().failOn("", Fault.delay(REMOTE));
      double best = 0;
      List<Double> rates = new ArrayList<>();
      for (int each : CALLERS) {
        Step step = callers.step(each);
        System.out.println(step);
        rates.add(step.perSecond());
        if (saturated(rates)) break;
      }
      for (double each : rates) best = Math.max(best, each);
      System.out.printf(Locale.ROOT, "  saturates at %.0f/s%n%n", best);
      return best;
    }
  }

  /** Twice in a row no more than the best before. */
  private static boolean saturated(List<Double> rates) {
    int n = rates.size();
    if (n < 3) return false;
    double before = rates.subList(0, n - 2).stream().max(Double::compare).orElseThrow();
    return Math.max(rates.get(n - 1), rates.get(n - 2)) < before * MORE;
  }

  private void watcher() throws Exception {
    System.out.println("one watcher, CloudVision's events by stream to a function that does nothing:");
    try (Stream stream = new Stream(root)) {
      stream.step(RATES[2]);
      double most = 0;
      for (int each : RATES) {
        Step step = stream.step(each);
        System.out.println(step);
        most = Math.max(most, step.perSecond());
        if (step.perSecond() < KEPT_UP * each) break;
      }
      System.out.printf(Locale.ROOT, "  saturates at %.0f/s%n%n", most);
    }
  }
}
