package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.month.truth.DeviceTruth;
import io.cvpfunctions.lab.month.truth.Health;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * No verdict against a switch that was well, or only on its way; none for one that was ill; and one
 * for each that came to where a catalog is for it.
 */
final class VerdictCheck {
  private static final Set<String> RED = Set.of("failure", "error");
  private static final Set<String> PLACING = Set.of("cvp.device.added", "cvp.device.moved");
  private static final String UNDEFINED = "Undefined";

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
    evidence.taken("run-validation").filter(VerdictCheck::isPlaced).forEach(this::judge);
  }

  private static boolean isPlaced(Answered asked) {
    return PLACING.contains(asked.type())
        && !asked.data().at("/to/name").asText().equals(UNDEFINED);
  }

  private void judge(Answered asked) {
    JsonNode report = asked.result();
    String verdict = report.path("verdict").asText();
    if (!verdict.equals("success") && !RED.contains(verdict)) {
      judgement.found(Promise.LOSS, "no verdict about " + asked.subject() + ": " + asked.answer());
      return;
    }
    Instant begin = Instant.parse(report.path("startedAt").asText());
    Instant end = begin.plusMillis(report.path("durationMs").asLong());
    DeviceTruth device = truth.device(asked.subject());
    List<Health> states = device.between(begin, end);
    String what = asked.subject() + " was " + states + " and is told to be " + verdict;
    if (verdict.equals("success")) {
      judgement.count("green verdicts", 1);
      if (states.stream().noneMatch(Health::good)) judgement.found(Promise.FALSE_GREEN, what);
    } else {
      judgement.count("red verdicts", 1);
      if (isFalse(asked.id(), device, begin, end)) {
        judgement.found(Promise.FALSE_RED, what + ": " + reason(report));
      }
    }
  }

  private boolean isFalse(String id, DeviceTruth device, Instant begin, Instant end) {
    List<Health> states = device.between(begin.minus(BLUR), end);
    if (states.stream().anyMatch(Health::ill)) return false;
    if (states.stream().anyMatch(Health::good) || !isOutOfPatience(id, states, end)) return true;
    judgement.count("red verdicts after all patience", 1);
    judgement.note("red after all patience, and not ill: " + device.facts().hostname());
    return false;
  }

  /** Whether it had been looked at, and had not been well, for as long as is to be waited. */
  private boolean isOutOfPatience(String id, List<Health> states, Instant end) {
    boolean answers = states.stream().anyMatch(Health::up);
    Duration all = (answers ? patience.verdict() : patience.connect()).minus(BLUR);
    return firstLook(id).plus(all).isBefore(end);
  }

  private Instant firstLook(String id) {
    return evidence.answers().stream()
        .filter(each -> each.function().equals("run-validation") && each.id().equals(id))
        .map(Answered::at)
        .min(Comparator.naturalOrder())
        .orElseThrow();
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
