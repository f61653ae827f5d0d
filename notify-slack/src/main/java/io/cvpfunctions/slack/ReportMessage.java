package io.cvpfunctions.slack;

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
final class ReportMessage {
  private static final int TESTS = 10;
  private static final int REASONS = 3;
  private static final int REASON = 250;

  private ReportMessage() {}

  static SlackMessage of(CloudEvent event) {
    ValidationReport report = Events.data(event, ValidationReport::from);
    List<TestResult> worst = worst(report);
    MessageBuilder message =
        MessageBuilder.headed(VerdictWords.headline(report))
            .section(summary(report))
            .fields(fields(report.device()));
    worst.stream().limit(TESTS).forEach(test -> message.section(test(test)));
    message.section(more(worst.size() - TESTS));
    return message.build(fallback(report, worst), footer(event, report));
  }

  private static Mrkdwn summary(ValidationReport report) {
    Mrkdwn counts = VerdictWords.counts(report.counts());
    Mrkdwn summary = Mrkdwn.of("*" + report.verdict().word() + "*").say(" · ").add(counts);
    report
        .reason()
        .ifPresent(reason -> summary.say("\n").text(ForeignText.line(reason), REASON * REASONS));
    return summary;
  }

  private static Fields fields(ValidatedDevice device) {
    return new Fields()
        .add("Serial number", device.serialNumber())
        .add("Model", device.modelName())
        .add("EOS", device.softwareVersion())
        .add("Address", device.host());
  }

  /** Failures first, then what could not be judged; each in the catalog's order. */
  static List<TestResult> worst(ValidationReport report) {
    return Stream.of(Verdict.FAILURE, Verdict.ERROR)
        .flatMap(bad -> report.results().stream().filter(test -> test.result() == bad))
        .collect(Collectors.toList());
  }

  private static Mrkdwn test(TestResult test) {
    Mrkdwn text = Mrkdwn.of(VerdictWords.sign(test.result()) + " ").code(test.test());
    List<String> reasons = reasons(test);
    reasons.stream().limit(REASONS).forEach(reason -> text.say("\n• ").code(reason, REASON));
    int more = reasons.size() - REASONS;
    return more > 0 ? text.say("\n• and " + more + " more") : text;
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

  private static Mrkdwn more(int tests) {
    if (tests <= 0) return Mrkdwn.empty();
    return Mrkdwn.of("and " + tests + " more that did not succeed");
  }

  private static Mrkdwn fallback(ValidationReport report, List<TestResult> worst) {
    Mrkdwn text = Mrkdwn.of(VerdictWords.sign(report.verdict()) + " ");
    text.name(report.device().name()).say(": " + report.verdict().word() + ", ");
    text.add(VerdictWords.counts(report.counts()));
    String separator = ": ";
    for (TestResult test : worst.subList(0, Math.min(REASONS, worst.size()))) {
      text.say(separator).name(test.test());
      separator = ", ";
    }
    return text;
  }

  private static Mrkdwn footer(CloudEvent event, ValidationReport report) {
    Mrkdwn catalog =
        report.catalog().map(name -> Mrkdwn.of("catalog ").code(name)).orElseGet(Mrkdwn::empty);
    String tests = report.results().size() + " tests in " + report.duration().toMillis() + " ms";
    return Footer.of(event, catalog, Mrkdwn.of(tests));
  }
}
