package io.cvpfunctions.lab.ledger.book;

import java.util.List;
import java.util.Optional;

/**
 * A function, and what it is to be told of by DESIGN's words, read here independently of the
 * watcher.
 *
 * @param topics its patterns: {@code *} one segment, {@code **} any number
 * @param containers globs; none means all
 * @param parent the function whose chain it is a step of, in place of topics
 */
public record Subscriber(
    String name, List<String> topics, List<String> containers, Optional<String> parent) {

  /** A function told by its annotations. */
  public static Subscriber of(String name, List<String> topics, List<String> containers) {
    return new Subscriber(name, topics, containers, Optional.empty());
  }

  /** A step of that function's chain. */
  public static Subscriber step(String name, String parent) {
    return new Subscriber(name, List.of(), List.of(), Optional.of(parent));
  }

  boolean wants(Message message) {
    boolean topical = topics.stream().anyMatch(topic -> message.type().matches(regex(topic)));
    return topical && (containers.isEmpty() || placed(message));
  }

  private boolean placed(Message message) {
    List<String> named = message.containers().toList();
    return named.isEmpty() || named.stream().anyMatch(this::inside);
  }

  private boolean inside(String container) {
    return containers.stream().anyMatch(glob -> container.matches(glob.replace("*", ".*")));
  }

  private static String regex(String topic) {
    String some = topic.replace(".", "\\.").replace("**", "\0").replace("*", "[^.]+");
    return some.replace("\0\\.", "(.+\\.)?").replace("\\.\0", "(\\..+)?").replace("\0", ".*");
  }
}
