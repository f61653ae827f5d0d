package io.cvpfunctions.watcher.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.EventDataException;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one function wants to be told of, and how: its annotations, read.
 *
 * <p>{@code topic} is one exact type, as every OpenFaaS connector has it; {@code cvp.topics} is
 * ours and takes wildcards. An annotation that cannot be read, and any {@code cvp.*} not known
 * here, takes nothing away: it is as if it were not there.
 */
public final class Subscription {
  private static final int LARGEST_BATCH = 10_000;
  private static final List<String> SEVERITIES =
      List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  private final String function;
  private final List<TopicPattern> topics;
  private final ContainerLimit containers;
  private final int leastSeverity;
  private final int batch;
  private final Duration batchWindow;
  private final boolean settled;

  private Subscription(
      String function,
      List<TopicPattern> topics,
      ContainerLimit containers,
      int leastSeverity,
      int batch,
      Duration batchWindow,
      boolean settled) {
    this.function = function;
    this.topics = topics;
    this.containers = containers;
    this.leastSeverity = leastSeverity;
    this.batch = batch;
    this.batchWindow = batchWindow;
    this.settled = settled;
  }

  /** Reads a function's annotations. */
  public static Subscription of(String function, Map<String, String> annotations) {
    List<TopicPattern> topics = new ArrayList<>();
    String exact = annotations.getOrDefault("topic", "").trim();
    if (!exact.isEmpty() && !exact.contains("*")) topics.add(TopicPattern.of(exact));
    for (String each : annotations.getOrDefault("cvp.topics", "").trim().split("\\s+", -1)) {
      if (!each.isEmpty()) topics.add(TopicPattern.of(each));
    }
    String limits = annotations.getOrDefault("cvp.containers", "");
    String window = annotations.getOrDefault("cvp.batch.window", "").trim();
    return new Subscription(
        function,
        topics,
        ContainerLimit.of(limits.lines().toList()),
        rank(annotations.getOrDefault("cvp.severity", "")),
        size(annotations.getOrDefault("cvp.batch", "").trim()),
        GoDuration.parse(window).orElse(Duration.ZERO),
        annotations.getOrDefault("cvp.when", "").trim().equals("settled"));
  }

  public String function() {
    return function;
  }

  /** How many events one call may carry; 1 where the function takes no batches. */
  public int batch() {
    return batch;
  }

  /** How long a batch waits to be filled. */
  public Duration batchWindow() {
    return batchWindow;
  }

  /** Whether it is told of a device only once nothing is pending on that. */
  public boolean settled() {
    return settled;
  }

  /** Whether it names any topic. */
  public boolean subscribes() {
    return !topics.isEmpty();
  }

  /** The topics, for people. */
  public String topics() {
    return String.join(" ", topics.stream().map(TopicPattern::toString).toList());
  }

  /** Whether the function is to be told of the event. */
  public boolean matches(CloudEvent event) {
    if (topics.stream().noneMatch(topic -> topic.matches(event.getType()))) return false;
    JsonNode data = data(event);
    return severe(data) && placed(data);
  }

  /** What has no severity passes. */
  private boolean severe(JsonNode data) {
    int rank = rank(data.path("severity").asText(""));
    return rank < 0 || rank >= leastSeverity;
  }

  /** From or to of a move; an event without any container passes. */
  private boolean placed(JsonNode data) {
    List<Container> named = new ArrayList<>();
    for (String field : List.of("from", "to", "container")) {
      container(data.path(field)).ifPresent(named::add);
    }
    return named.isEmpty() || named.stream().anyMatch(containers::includes);
  }

  private static Optional<Container> container(JsonNode node) {
    String name = node.path("name").asText("");
    String key = node.path("key").asText("");
    if (name.isBlank()) return Optional.empty();
    return Optional.of(Container.of(name, key.isBlank() ? null : key));
  }

  private static JsonNode data(CloudEvent event) {
    try {
      return Events.json(event);
    } catch (EventDataException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static int rank(String severity) {
    return SEVERITIES.indexOf(severity.trim());
  }

  private static int size(String text) {
    if (!text.matches("\\d{1,6}")) return 1;
    return Math.min(LARGEST_BATCH, Math.max(1, Integer.parseInt(text)));
  }
}
