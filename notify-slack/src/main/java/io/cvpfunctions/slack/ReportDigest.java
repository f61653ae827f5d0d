package io.cvpfunctions.slack;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.events.TestResult;
import io.cvpfunctions.events.ValidationReport;
import io.cvpfunctions.events.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Many devices were validated, in one message: those that need somebody first. */
final class ReportDigest {
  private static final int BAD = 20;
  private static final int NAMES = 1500;
  private static final int TESTS = 200;
  private static final int REASON = 200;

  private final List<ValidationReport> reports;

  private ReportDigest(List<ValidationReport> reports) {
    this.reports = reports;
  }

  static SlackMessage of(List<CloudEvent> events) {
    List<ValidationReport> reports =
        events.stream()
            .map(event -> Events.data(event, ValidationReport::from))
            .collect(Collectors.toList());
    return new ReportDigest(reports).message(events);
  }

  private SlackMessage message(List<CloudEvent> events) {
    Mrkdwn counts = VerdictWords.counts(counts());
    String headline = reports.size() + " validations: ";
    MessageBuilder message = MessageBuilder.headed(headline + counts);
    List<ValidationReport> bad = with(Verdict.FAILURE);
    bad.addAll(with(Verdict.ERROR));
    bad.stream().limit(BAD).forEach(report -> message.section(line(report)));
    if (bad.size() > BAD) message.section(Mrkdwn.of("and " + (bad.size() - BAD) + " more"));
    message.section(names(Verdict.SUCCESS)).section(names(Verdict.SKIPPED));
    return message.build(Mrkdwn.of(headline).add(counts), Footer.ofDigest(events));
  }

  private Map<Verdict, Integer> counts() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    reports.forEach(report -> counts.merge(report.verdict(), 1, Integer::sum));
    return counts;
  }

  private List<ValidationReport> with(Verdict verdict) {
    return reports.stream()
        .filter(report -> report.verdict() == verdict)
        .collect(Collectors.toList());
  }

  private static Mrkdwn line(ValidationReport report) {
    Mrkdwn line = Mrkdwn.of(VerdictWords.sign(report.verdict()) + " ").code(report.device().name());
    line.say(" " + report.verdict().word() + " · ").add(VerdictWords.counts(report.counts()));
    List<String> tests = Names.of(ReportMessage.worst(report), TestResult::test);
    if (!tests.isEmpty()) line.say("\n").add(Names.listed(tests, TESTS));
    report.reason().ifPresent(why -> line.say("\n").text(ForeignText.line(why), REASON));
    return line;
  }

  private Mrkdwn names(Verdict verdict) {
    List<String> names = Names.of(with(verdict), report -> report.device().name());
    if (names.isEmpty()) return Mrkdwn.empty();
    String start = VerdictWords.sign(verdict) + " " + names.size() + " " + verdict.word() + ": ";
    return Mrkdwn.of(start).add(Names.listed(names, NAMES));
  }
}
