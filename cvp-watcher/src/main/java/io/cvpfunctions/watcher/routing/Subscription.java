package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one function wants to be told of, and how: its annotations, read.
 *
 * <p>{@code topic} is one exact type, as every OpenFaaS connector has it; {@code cvp.topics} is
 * ours and takes wildcards. An annotation that cannot be read, and any {@code cvp.*} not known
 * here, takes nothing away: it is as if it were not there, and {@link #problems} says so.
 */
public final class Subscription {
  private static final int LARGEST_BATCH = 10_000;
  private static final List<String> SEVERITIES =
      List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  private final String function;
  private final Annotations annotations;
  private final List<TopicPattern> topics;
  private final ContainerLimit containers;
  private final int leastSeverity;
  private final List<FieldPattern> where;
  private final int batch;
  private final Duration batchWindow;
  private final Duration hold;
  private final boolean settled;
  private final boolean quiet;

  private Subscription(String function, Annotations annotations) {
    this.function = function;
    this.annotations = annotations;
    this.topics = annotations.topics();
    this.containers = ContainerLimit.of(annotations.lines("cvp.containers"));
    this.leastSeverity =
        annotations.value("cvp.severity", Subscription::isSeverity, Subscription::rank, -1);
    this.where = annotations.where();
    this.batch = annotations.value("cvp.batch", t -> t.matches("\\d{1,6}"), Subscription::size, 1);
    this.batchWindow = annotations.duration("cvp.batch.window");
    this.hold = annotations.duration("cvp.hold");
    this.settled = annotations.value("cvp.when", "settled"::equals, text -> true, false);
    this.quiet = annotations.value("cvp.quiet", "digest"::equals, text -> true, false);
    annotations.refuseUnknown();
  }

  /** Reads a function's annotations. */
  public static Subscription of(String function, Map<String, String> annotations) {
    return new Subscription(function, new Annotations(annotations));
  }

  private static boolean isSeverity(String text) {
    return rank(text) >= 0;
  }

  private static int rank(String severity) {
    return SEVERITIES.indexOf(severity.toUpperCase(Locale.ROOT));
  }

  private static int size(String text) {
    return Math.min(LARGEST_BATCH, Math.max(1, Integer.parseInt(text)));
  }

  public String function() {
    return function;
  }

  /** What is wrong with the annotations, in words. */
  public List<String> problems() {
    return annotations.problems();
  }

  /** How many events one call may carry; 1 where the function takes no batches. */
  public int batch() {
    return batch;
  }

  /** How long a batch waits to be filled. */
  public Duration batchWindow() {
    return batchWindow;
  }

  /** How long a CloudVision event has to last to be told; zero tells each. */
  public Duration hold() {
    return hold;
  }

  /** Whether it is told of a device only once nothing is pending on that. */
  public boolean settled() {
    return settled;
  }

  /** Whether what happens during a quiet window is told after it. */
  public boolean quiet() {
    return quiet;
  }

  /** Whether it is told of some containers only. */
  public boolean limited() {
    return !annotations.lines("cvp.containers").isEmpty();
  }

  /** Whether it names any topic. */
  public boolean subscribes() {
    return !topics.isEmpty();
  }

  /** The topics, for people. */
  public String topics() {
    return String.join(" ", topics.stream().map(TopicPattern::toString).toList());
  }

  /** Whether the function is to be told of the event, as far as the event itself says. */
  public boolean matches(CloudEvent event) {
    EventView view = EventView.of(event);
    return about(view) && passes(view);
  }

  /** Whether it is about one of the function's topics. */
  boolean about(EventView event) {
    return about(event.type());
  }

  /** Whether the type is one of the function's topics. */
  public boolean about(String type) {
    return topics.stream().anyMatch(topic -> topic.matches(type));
  }

  /** Whether no filter stops it; what has no severity, or no container, passes those. */
  boolean passes(EventView event) {
    int rank = rank(event.severity());
    boolean severe = rank < 0 || rank >= leastSeverity;
    return severe && placed(event) && where.stream().allMatch(each -> each.holds(event));
  }

  private boolean placed(EventView event) {
    return event.containers().isEmpty()
        || event.containers().stream().anyMatch(containers::includes)
        || event.tags().stream().anyMatch(containers::namesTag);
  }
}
