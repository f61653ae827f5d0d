package io.cvpfunctions.lab.ledger.book;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A function, and what it is to be told of by DESIGN's words, read here independently of the
 * watcher.
 *
 * @param topics its patterns: {@code *} one segment, {@code **} any number
 * @param containers globs; none means all
 * @param severity the least that it is told of; once told, every later state of that event is
 * @param parent the function whose chain it is a step of, in place of topics
 */
public record Subscriber(
    String name,
    List<String> topics,
    List<String> containers,
    Optional<String> severity,
    Optional<String> parent) {
  private static final List<String> SEVERITIES =
      List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  /** A function told by its annotations. */
  public static Subscriber of(String name, List<String> topics, List<String> containers) {
    return new Subscriber(name, topics, containers, Optional.empty(), Optional.empty());
  }

  /** A function told by its annotations, of what is that bad or worse. */
  public static Subscriber of(String name, List<String> topics, String severity) {
    return new Subscriber(name, topics, List.of(), Optional.of(severity), Optional.empty());
  }

  /** A step of that function's chain. */
  public static Subscriber step(String name, String parent) {
    return new Subscriber(name, List.of(), List.of(), Optional.empty(), Optional.of(parent));
  }

  /** What it is to be told of all that was made, in order. */
  List<Message> due(List<Message> outbox) {
    Set<String> told = new HashSet<>();
    return outbox.stream().filter(this::wants).filter(each -> severe(each, told)).toList();
  }

  private boolean severe(Message message, Set<String> told) {
    if (severity.isEmpty() || !message.ofCloudVision()) return true;
    boolean worse = rank(message.severity()) >= rank(severity.get());
    return (worse && told.add(message.identity())) || told.contains(message.identity());
  }

  private static int rank(String severity) {
    return SEVERITIES.indexOf(severity);
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
