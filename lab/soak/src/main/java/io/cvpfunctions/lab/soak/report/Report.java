package io.cvpfunctions.lab.soak.report;

import io.cvpfunctions.lab.month.judge.Finding;
import io.cvpfunctions.lab.month.judge.Judgement;
import io.cvpfunctions.lab.month.judge.Promise;
import io.cvpfunctions.lab.soak.Result;
import io.cvpfunctions.lab.soak.measure.Lag;
import io.cvpfunctions.lab.soak.measure.Lag.Late;
import io.cvpfunctions.lab.soak.measure.Sample;
import io.cvpfunctions.lab.soak.measure.Trend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of it, in lines that a person reads. */
public final class Report {
  private static final int FINDINGS = 40;

  private final Result result;
  private final List<String> lines = new ArrayList<>();

  private Report(Result result) {
    this.result = result;
  }

  public static List<String> of(Result result) {
    Report report = new Report(result);
    report.troubles();
    report.lags();
    report.processes();
    report.promises();
    return List.copyOf(report.lines);
  }

  private void troubles() {
    Map<String, Integer> counts = new TreeMap<>();
    result.troubles().forEach(each -> counts.merge(each.trouble().toString(), 1, Integer::sum));
    say("%d moves and %d events raised and resolved, meanwhile:", result.moves(), result.alarms());
    counts.forEach((trouble, times) -> say("  %d times %s", times, trouble));
    say("");
  }

  private void lags() {
    say("From CloudVision's change to the function's first call, troubles included:");
    lag("moves to device-move", result.moveLags());
    lag("events to kafka-publish", result.eventLags());
    say("");
  }

  private void lag(String what, List<Late> all) {
    say(
        "  %-24s median %s, 95 %% %s, 99 %% %s, most %s (%d)",
        what,
        seconds(Lag.percentile(all, 50)),
        seconds(Lag.percentile(all, 95)),
        seconds(Lag.percentile(all, 99)),
        seconds(Lag.percentile(all, 100)),
        all.size());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }

  private void processes() {
    say("Memory and threads in the second half of each process's time:");
    result
        .samples()
        .forEach(
            (name, all) ->
                say(
                    "  %-24s %s, %s",
                    name,
                    trend(Trend.of(all, Sample::memory), "MiB"),
                    trend(Trend.of(all, Sample::threads), "threads")));
    say("");
  }

  private static String trend(Trend trend, String unit) {
    String mean = String.format(Locale.ROOT, "%.0f %s", trend.mean(), unit);
    if (!trend.longEnough()) return mean + " (too short a time for a slope)";
    String slope =
        String.format(
            Locale.ROOT, "%+.1f an hour, give or take %.1f", trend.slope(), trend.margin());
    return mean + " (" + slope + ")" + (trend.leaks() ? " LEAKS" : "");
  }

  private void promises() {
    Judgement judgement = result.judgement();
    judgement.notes().stream().distinct().limit(FINDINGS).forEach(each -> say("To know: %s", each));
    List<Finding> findings = judgement.findings();
    findings.stream().limit(FINDINGS).forEach(each -> say("BROKEN %s", each));
    if (findings.size() > FINDINGS) say("and %d more", findings.size() - FINDINGS);
    say("%s", String.join(", ", judgement.lines()));
    for (Promise each : Promise.values()) {
      if (each != Promise.NOISE) say("%d %s", judgement.of(each), each);
    }
    say(
        "%d accepted again, of which as many may be as answers were lost, or on their way when the"
            + " watcher was killed",
        result.repeated());
    if (result.leaks().isEmpty()) say("0 leaks that can be told");
    else say("LEAKS: %s", String.join(", ", result.leaks()));
  }

  private void say(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
