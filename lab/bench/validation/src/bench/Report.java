package bench;

import java.util.List;
import java.util.Locale;

/** Prints what was measured, and whether it is what was aimed at. */
final class Report {
  private Report() {}

  static void title(String text) {
    System.out.println("\n" + text);
  }

  static void line(String format, Object... values) {
    System.out.println("  " + String.format(Locale.ROOT, format, values));
  }

  static void atLeast(String what, double measured, double target) {
    line("%-86s %6.2f, at least %.2f: %s", what, measured, target, said(measured >= target));
  }

  static void atMost(String what, double measured, double target) {
    line("%-86s %6.2f, at most %.2f: %s", what, measured, target, said(measured <= target));
  }

  private static String said(boolean met) {
    return met ? "met" : "NOT MET";
  }

  /** The value below which that part of all values is. */
  static double quantile(List<Double> values, double part) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(Math.min(sorted.size() - 1, (int) (part * sorted.size())));
  }

  static double median(List<Double> values) {
    return quantile(values, 0.5);
  }
}
