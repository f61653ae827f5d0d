package bench;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.slack.message.MessageKinds;
import io.cvpfunctions.slack.message.SlackMessage;
import io.cvpfunctions.slack.message.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures what each kind of message costs, from the event to the JSON that goes to Slack. */
final class Bench {
  private static final String ROW = "%-36s %9.1f µs %9.1f kB allocated %8d bytes sent%n";

  private final MessageKinds kinds = new MessageKinds(Templates.from(Settings.of(name -> null)));

  private Bench() {}

  public static void main(String[] args) {
    Bench bench = new Bench();
    cases().forEach(bench::measure);
    List<CloudEvent> report = List.of(Samples.report(208, 20));
    bench.row("the page of those 208 results", () -> bench.kinds.page(report.get(0)));
  }

  private static Map<String, List<CloudEvent>> cases() {
    Map<String, List<CloudEvent>> cases = new LinkedHashMap<>();
    cases.put("a move", List.of(Samples.sample("moved-unsettled")));
    cases.put("an event raised", List.of(Samples.sample("event-raised")));
    cases.put("a validation of 6 results", List.of(Samples.sample("report-failure")));
    cases.put("a validation of 208 results", List.of(Samples.report(208, 20)));
    cases.put("the same, none of which failed", List.of(Samples.report(208, 0)));
    cases.put("a digest of 48 moves", Samples.moves(48));
    cases.put("a digest of 200 events", Samples.raised(200));
    cases.put("a digest of 1000 events", Samples.raised(1000));
    cases.put("a digest of 1000 of five kinds", Samples.everything(200));
    return cases;
  }

  private void measure(String name, List<CloudEvent> events) {
    row(name, () -> json(events));
  }

  private String json(List<CloudEvent> events) {
    SlackMessage message = kinds.message(events);
    return message.toJson().toString();
  }

  private void row(String name, Measured.Work work) {
    Measured measured = Measured.of(work);
    System.out.printf(
        Locale.ROOT, ROW, name, measured.micros(), measured.kilobytes(), measured.sent());
  }
}
