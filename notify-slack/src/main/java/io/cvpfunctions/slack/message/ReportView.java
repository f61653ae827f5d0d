package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.TestResult.AtomicResult;
import io.cvpfunctions.events.ValidatedDevice;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One device was validated: the verdict first, then the worst of what was found. */
final class ReportView {
  private static final int TESTS = 10;
  private static final int REASONS = 3;
  private static final int REASON = 250;
  private static final int WHY = 750;

  private ReportView() {}

  static Values of(CloudEvent event) {
    ValidationReport report = Events.data(event, ValidationReport::from);
    List<TestResult> bad = bad(report);
    List<Values> worst =
        bad.stream().limit(TESTS).map(ReportView::test).collect(Collectors.toList());
    return Common.of(event)
        .all(head(report))
        .all(device(report.device()))
        .name("container", report.container().map(Places::name))
        .list("worst", worst)
        .count("more", Math.max(0, bad.size() - TESTS))
        .own("worstNames", Names.listed(Names.of(bad, TestResult::test), WHY))
        .name("catalog", report.catalog())
        .own("tests", report.results().size() + " tests")
        .own("took", report.duration().toMillis() + " ms");
  }

  /** What a line about a report needs. */
  static Values head(ValidationReport report) {
    Values values = new Values();
    report.reason().ifPresent(why -> values.foreign("reason", Foreign.line(why, WHY)));
    if (!report.results().isEmpty()) values.own("counts", Verdicts.counts(report.counts()));
    return values
        .name("device", report.device().name())
        .own("verdict", report.verdict().word())
        .own("sign", Verdicts.sign(report.verdict()))
        .own("color", Verdicts.color(report.verdict()))
        .own("ending", Verdicts.ending(report));
  }

  private static Values device(ValidatedDevice device) {
    return new Values()
        .name("serial", device.serialNumber())
        .name("model", device.modelName())
        .name("eos", device.softwareVersion())
        .name("address", device.host());
  }

  /** Failures first, then what could not be judged; each in the catalog's order. */
  static List<TestResult> bad(ValidationReport report) {
    return Stream.of(Verdict.FAILURE, Verdict.ERROR)
        .flatMap(bad -> report.results().stream().filter(test -> test.result() == bad))
        .collect(Collectors.toList());
  }

  private static Values test(TestResult test) {
    return new Values()
        .own("sign", Verdicts.sign(test.result()))
        .name("test", test.test())
        .own("reasons", Names.lines(reasons(test), REASONS, REASON));
  }

  private static List<String> reasons(TestResult test) {
    if (!test.messages().isEmpty()) return test.messages();
    List<String> reasons = new ArrayList<>();
    for (AtomicResult part : test.atomicResults()) {
      if (part.result() != test.result()) continue;
      part.messages().forEach(message -> reasons.add(part.description() + ": " + message));
    }
    return reasons;
  }
}
