package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.month.truth.DeviceTruth;
import io.cvpfunctions.lab.month.truth.Health;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** No verdict against a switch that was well, or only on its way; none for one that was ill. */
final class VerdictCheck {
  private static final Set<String> RED = Set.of("failure", "error");

  /** Clocks and threads are not exact. */
  private static final Duration BLUR = Duration.ofMillis(500);

  private final Truth truth;
  private final Patience patience;
  private final Evidence evidence;
  private final Judgement judgement;

  VerdictCheck(Truth truth, Patience patience, Evidence evidence, Judgement judgement) {
    this.truth = truth;
    this.patience = patience;
    this.evidence = evidence;
    this.judgement = judgement;
  }

  void run() {
    evidence
        .taken("run-validation")
        .filter(each -> each.result().has("verdict"))
        .forEach(this::judge);
  }

  private void judge(Answered asked) {
    JsonNode report = asked.result();
    String verdict = report.path("verdict").asText();
    Instant begin = Instant.parse(report.path("startedAt").asText());
    Instant end = begin.plusMillis(report.path("durationMs").asLong());
    DeviceTruth device = truth.device(asked.subject());
    List<Health> states = device.between(begin, end);
    String what = asked.subject() + " was " + states + " and is told to be " + verdict;
    if (verdict.equals("success")) {
      judgement.count("green verdicts", 1);
      if (states.stream().noneMatch(Health::good)) judgement.found(Promise.FALSE_GREEN, what);
    } else if (RED.contains(verdict)) {
      judgement.count("red verdicts", 1);
      red(device, begin, end, what + ": " + reason(report));
    } else {
      judgement.count("verdicts of nothing to judge", 1);
    }
  }

  private void red(DeviceTruth device, Instant begin, Instant end, String what) {
    if (device.between(begin.minus(BLUR), end).stream().anyMatch(Health::ill)) return;
    if (outOfPatience(device, end)) judgement.count("red verdicts after all patience", 1);
    else judgement.found(Promise.FALSE_RED, what);
  }

  /** Whether it had not been well for longer than anybody is to wait. */
  private boolean outOfPatience(DeviceTruth device, Instant end) {
    boolean answers = device.between(end, end).stream().allMatch(Health::up);
    Instant since = end.minus(answers ? patience.verdict() : patience.connect());
    return device.between(since, end).stream().noneMatch(Health::good);
  }

  private static String reason(JsonNode report) {
    StringBuilder reason = new StringBuilder(report.path("reason").asText());
    for (JsonNode test : report.path("results")) {
      if (!RED.contains(test.path("result").asText())) continue;
      reason.append(' ').append(test.path("name").asText()).append(test.path("messages"));
    }
    return reason.toString();
  }
}
