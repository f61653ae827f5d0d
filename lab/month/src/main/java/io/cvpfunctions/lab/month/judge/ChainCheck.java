package io.cvpfunctions.lab.month.judge;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen once goes all the way: every function that an event is for has taken it, or it is a
 * dead letter with a reason; and what notify-slack calls posted is in the channel.
 */
final class ChainCheck {
  private static final Map<String, List<String>> STEPS =
      Map.of(
          "cvp.device.added", List.of("device-move", "notify-slack", "run-validation"),
          "cvp.device.moved", List.of("device-move", "notify-slack", "run-validation"),
          "cvp.device.removed", List.of("device-move", "notify-slack"),
          "cvp.device.unprovisioned", List.of("device-move", "notify-slack"),
          "cvp.device.changed", List.of("device-move"),
          "validation.completed", List.of("notify-slack"));

  private final Evidence evidence;
  private final Judgement judgement;
  private final Set<String> taken = new HashSet<>();
  private final Set<String> dead = new HashSet<>();

  ChainCheck(Evidence evidence, Judgement judgement) {
    this.evidence = evidence;
    this.judgement = judgement;
  }

  void run() {
    evidence.answers().stream()
        .filter(Answered::isDone)
        .forEach(each -> taken.add(each.function() + " " + each.id()));
    evidence.letters().forEach(this::read);
    Map<String, String> types = new LinkedHashMap<>();
    evidence.answers().forEach(each -> types.putIfAbsent(each.id(), each.type()));
    evidence.published().forEach(each -> types.putIfAbsent(each.id(), each.type()));
    types.forEach(this::judge);
    Set<String> published = new HashSet<>();
    evidence.published().forEach(each -> published.add(each.id()));
    evidence
        .taken("kafka-publish")
        .filter(each -> !published.contains(each.id()))
        .forEach(each -> lost("kafka-publish took it, and no consumer read it", each.id()));
    Set<String> texts = new HashSet<>();
    evidence.posts().forEach(each -> texts.add(each.text()));
    evidence
        .taken("notify-slack")
        .filter(each -> each.result().path("posted").asInt() > 0)
        .filter(each -> !texts.contains(each.result().path("text").asText()))
        .forEach(each -> lost("notify-slack posted it, and it is not there", each.id()));
  }

  private void read(Letter letter) {
    judgement.count("dead letters", 1);
    judgement.note("dead letter of " + letter.function() + ": " + letter.reason());
    if (letter.reason().isBlank()) lost("a dead letter without a reason", letter.id());
    else dead.add(letter.function() + " " + letter.id());
  }

  private void judge(String id, String type) {
    if (!type.startsWith("cvp.") && !type.equals("validation.completed")) return;
    judgement.count("events", 1);
    for (String function : STEPS.getOrDefault(type, List.of())) step(function, id, type);
    step("kafka-publish", id, type);
  }

  private void step(String function, String id, String type) {
    judgement.count("steps of events", 1);
    String step = function + " " + id;
    if (!taken.contains(step) && !dead.contains(step)) {
      lost(function + " has neither taken nor refused " + type, id);
    }
  }

  private void lost(String what, String id) {
    judgement.found(Promise.LOSS, what + ": " + id);
  }
}
