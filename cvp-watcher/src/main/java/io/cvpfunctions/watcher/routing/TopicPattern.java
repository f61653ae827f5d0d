package io.cvpfunctions.watcher.routing;

import java.util.List;

/**
 * A topic with wildcards: {@code *} stands for one segment, {@code **} for any number of them, none
 * included.
 */
public final class TopicPattern {
  private final List<String> segments;

  private TopicPattern(List<String> segments) {
    this.segments = segments;
  }

  /** The pattern that a function's annotation holds; any text is one. */
  public static TopicPattern of(String text) {
    return new TopicPattern(List.of(text.split("\\.", -1)));
  }

  /** Whether that topic is meant. */
  public boolean matches(String topic) {
    return matches(segments, List.of(topic.split("\\.", -1)));
  }

  private static boolean matches(List<String> pattern, List<String> topic) {
    if (pattern.isEmpty()) return topic.isEmpty();
    String first = pattern.get(0);
    List<String> rest = pattern.subList(1, pattern.size());
    if (first.equals("**")) {
      boolean none = matches(rest, topic);
      return none || (!topic.isEmpty() && matches(pattern, topic.subList(1, topic.size())));
    }
    if (topic.isEmpty()) return false;
    boolean fits = first.equals("*") || first.equals(topic.get(0));
    return fits && matches(rest, topic.subList(1, topic.size()));
  }

  @Override
  public String toString() {
    return String.join(".", segments);
  }
}
