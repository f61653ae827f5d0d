package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many devices were validated: those that need somebody first. */
final class ReportDigestView {
  private static final int BAD = 20;
  private static final int NAMES = 1500;
  private static final int TESTS = 200;
  private static final int REASON = 200;

  private final List<ValidationReport> reports;

  private ReportDigestView(List<ValidationReport> reports) {
    this.reports = reports;
  }

  static Values of(List<CloudEvent> events) {
    List<ValidationReport> reports =
        events.stream()
            .map(event -> Events.data(event, ValidationReport::from))
            .collect(Collectors.toList());
    return Common.of(events).all(new ReportDigestView(reports).values());
  }

  private Values values() {
    List<ValidationReport> bad =
        Stream.of(Verdict.FAILURE, Verdict.ERROR).flatMap(this::with).collect(Collectors.toList());
    Map<Verdict, Integer> counts = counts();
    return new Values()
        .own("verdicts", Verdicts.counts(counts))
        .own("color", Verdicts.color(worst(counts)))
        .list("bad", bad.stream().limit(BAD).map(this::line).collect(Collectors.toList()))
        .count("more", Math.max(0, bad.size() - BAD))
        .count("passed", counts.getOrDefault(Verdict.SUCCESS, 0))
        .own("passedNames", names(Verdict.SUCCESS))
        .count("skipped", counts.getOrDefault(Verdict.SKIPPED, 0))
        .own("skippedNames", names(Verdict.SKIPPED));
  }

  /** The colour of all is that of the worst. */
  private static Verdict worst(Map<Verdict, Integer> counts) {
    return Verdicts.WORST_FIRST.stream()
        .filter(counts::containsKey)
        .findFirst()
        .orElse(Verdict.ERROR);
  }

  private Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    reports.forEach(report -> counts.merge(report.verdict(), 1, Integer::sum));
    return counts;
  }

  private Stream<ValidationReport> with(Verdict verdict) {
    return reports.stream().filter(report -> report.verdict() == verdict);
  }

  private Values line(ValidationReport report) {
    List<String> tests = Names.of(ReportView.bad(report), TestResult::test);
    Values line = ReportView.head(report).own("tests", Names.listed(tests, TESTS));
    report.reason().ifPresent(why -> line.foreign("reason", Foreign.line(why, REASON)));
    return line;
  }

  private Mrkdwn names(Verdict verdict) {
    List<ValidationReport> those = with(verdict).collect(Collectors.toList());
    return Names.listed(Names.of(those, report -> report.device().name()), NAMES);
  }
}
