package bench;

import java.util.List;

/** Prints what was measured beside what was aimed at. */
final class Report {
  private Report() {}

  static void title(String text) {
    System.out.printf("%n%s%n", text);
  }

  static void line(String format, Object... values) {
    System.out.printf("  " + format + "%n", values);
  }

  static void atLeast(String what, double measured, double target) {
    verdict(what, measured, "at least", target, measured >= target);
  }

  static void atMost(String what, double measured, double target) {
    verdict(what, measured, "at most", target, measured <= target);
  }

  private static void verdict(String what, double is, String bound, double target, boolean met) {
    line("%-58s %8.2f   %s %.2f: %s", what, is, bound, target, met ? "met" : "NOT MET");
  }

  static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
  }
}
