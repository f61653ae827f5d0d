package io.cvpfunctions.lab.soak.report;

import java.util.List;
import java.util.Map;

/** One diagram: lines over the same time, in the order of their names. */
record Panel(String title, Map<String, List<Point>> lines) {
  /** A value so many seconds after the beginning. */
  record Point(double second, double value) {}

  double most() {
    return lines.values().stream().flatMap(List::stream).mapToDouble(Point::value).max().orElse(1);
  }
}
