package io.cvpfunctions.lab.soak.measure;

import io.cvpfunctions.lab.month.judge.Answered;
import io.cvpfunctions.lab.month.truth.DeviceTruth;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Stay;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long after it was so in CloudVision a function was first called with it. */
public final class Lag {
  private static final String MOVED = "cvp.device.moved";
  private static final String RAISED = "cvp.event.raised";

  private Lag() {}

  /** One thing that was told, and how late. */
  public record Late(Instant at, Duration lag) {}

  /** Of every move, until device-move was called with it. */
  public static List<Late> ofMoves(Truth truth, List<Answered> answers) {
    Map<String, Deque<Instant>> calls = new HashMap<>();
    firsts(answers, "device-move", MOVED)
        .forEach(
            each ->
                calls
                    .computeIfAbsent(
                        each.subject() + " " + each.data().at("/to/name").asText(),
                        any -> new ArrayDeque<>())
                    .add(each.at()));
    List<Late> late = new ArrayList<>();
    for (DeviceTruth device : truth.devices()) {
      for (Stay stay : device.stays()) {
        Deque<Instant> called =
            calls.getOrDefault(
                device.facts().serial() + " " + stay.container(), new ArrayDeque<>());
        while (!called.isEmpty() && called.peek().isBefore(stay.since())) called.remove();
        boolean baseline = stay.equals(device.stays().get(0));
        if (!baseline && !called.isEmpty()) late.add(late(stay.since(), called.remove()));
      }
    }
    return late;
  }

  /** Of every event, until kafka-publish was called with its beginning. */
  public static List<Late> ofEvents(Truth truth, List<Answered> answers) {
    Map<String, Instant> calls = new HashMap<>();
    for (Answered each : firsts(answers, "kafka-publish", RAISED)) {
      calls.put(
          each.data().path("key").asText() + " " + each.data().path("timestamp").asText(),
          each.at());
    }
    List<Late> late = new ArrayList<>();
    for (Incident each : truth.incidents()) {
      Instant called = calls.get(each.name());
      if (called != null) late.add(late(each.timestamp(), called));
    }
    return late;
  }

  private static Late late(Instant so, Instant called) {
    return new Late(so, Duration.between(so, called));
  }

  private static List<Answered> firsts(List<Answered> answers, String function, String type) {
    Map<String, Answered> firsts = new HashMap<>();
    answers.stream()
        .filter(each -> each.function().equals(function) && each.type().equals(type))
        .sorted(Comparator.comparing(Answered::at))
        .forEach(each -> firsts.putIfAbsent(each.id(), each));
    return firsts.values().stream().sorted(Comparator.comparing(Answered::at)).toList();
  }

  /** The one that so many of a hundred do not exceed; zero of none. */
  public static Duration percentile(List<Late> all, double percent) {
    List<Duration> sorted = all.stream().map(Late::lag).sorted().toList();
    if (sorted.isEmpty()) return Duration.ZERO;
    int index = (int) Math.ceil(percent / 100 * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }
}
