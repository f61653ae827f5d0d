package io.cvpfunctions.watcher.routing;

import io.cvpfunctions.remote.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads a function's annotations, and remembers what could not be read. */
final class Annotations {
  private static final String OURS = "cvp.";
  private static final String SEVERAL =
      "topic: %s is not one exact type, and is ignored; cvp.topics takes several, and wildcards";
  private static final Set<String> KNOWN =
      Set.of(
          "cvp.topics",
          "cvp.containers",
          "cvp.severity",
          "cvp.where",
          "cvp.batch",
          "cvp.batch.window",
          "cvp.hold",
          "cvp.when",
          "cvp.quiet");

  private final Map<String, String> texts;
  private final List<String> problems = new ArrayList<>();

  Annotations(Map<String, String> texts) {
    this.texts = texts;
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  private String text(String name) {
    return texts.getOrDefault(name, "").trim();
  }

  /** Both kinds of topics together. */
  List<TopicPattern> topics() {
    List<TopicPattern> topics = new ArrayList<>();
    String exact = text("topic");
    boolean one = exact.matches("[^*,\\s]+");
    if (one) topics.add(TopicPattern.of(exact));
    else if (exact.startsWith(OURS)) problems.add(SEVERAL.formatted(exact));
    for (String each : text("cvp.topics").split("\\s+", -1)) {
      if (!each.isEmpty()) topics.add(TopicPattern.of(each));
    }
    return topics;
  }

  List<String> lines(String name) {
    return text(name).lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
  }

  List<FieldPattern> where() {
    List<FieldPattern> patterns = new ArrayList<>();
    for (String line : lines("cvp.where")) {
      FieldPattern.of(line).ifPresentOrElse(patterns::add, () -> refuse("cvp.where", line));
    }
    return patterns;
  }

  Duration duration(String name) {
    return value(
        name,
        text -> GoDuration.parse(text).isPresent(),
        text -> GoDuration.parse(text).orElseThrow(),
        Duration.ZERO);
  }

  <T> T value(String name, Predicate<String> good, Function<String, T> reading, T fallback) {
    String text = text(name);
    if (text.isEmpty()) return fallback;
    if (good.test(text)) return reading.apply(text);
    refuse(name, text);
    return fallback;
  }

  private void refuse(String name, String text) {
    problems.add(name + ": " + text + " cannot be read, and is ignored");
  }

  void refuseUnknown() {
    texts.keySet().stream()
        .filter(name -> name.startsWith(OURS) && !KNOWN.contains(name))
        .sorted()
        .forEach(name -> problems.add("there is no annotation " + name));
  }
}
