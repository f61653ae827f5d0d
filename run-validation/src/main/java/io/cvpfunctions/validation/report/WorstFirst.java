package io.cvpfunctions.validation.report;

import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The order in which people read reports; what ended alike stays as it was. */
final class WorstFirst {
  static final List<Verdict> VERDICTS =
      List.of(Verdict.FAILURE, Verdict.ERROR, Verdict.SKIPPED, Verdict.SUCCESS);

  private WorstFirst() {}

  static List<TestResult> results(ValidationReport report) {
    return sorted(report.results(), TestResult::result);
  }

  static List<ValidationReport> devices(List<ValidationReport> reports) {
    return sorted(reports, ValidationReport::verdict);
  }

  private static <T> List<T> sorted(List<T> all, Function<T, Verdict> verdict) {
    List<T> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(one -> VERDICTS.indexOf(verdict.apply(one))));
    return sorted;
  }
}
