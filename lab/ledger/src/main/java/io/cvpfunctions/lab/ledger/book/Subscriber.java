package io.cvpfunctions.lab.ledger.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A function, and what it is to be told of by DESIGN's words, read here independently of the
 * watcher.
 *
 * @param annotations as OpenFaaS has them
 * @param parent the function whose chain it is a step of, in place of topics
 */
public record Subscriber(String name, Map<String, String> annotations, Optional<String> parent) {
  private static final List<String> SEVERITIES =
      List.of("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL");

  /** A function told by its annotations. */
  public static Subscriber of(String name, Map<String, String> annotations) {
    return new Subscriber(name, annotations, Optional.empty());
  }

  /** A step of that function's chain. */
  public static Subscriber step(String name, Map<String, String> annotations, String parent) {
    return new Subscriber(name, annotations, Optional.of(parent));
  }

  /** How long an event has to last to be told; zero tells each. */
  Duration hold() {
    return Duration.parse("PT" + annotations.getOrDefault("cvp.hold", "0s"));
  }

  /** Whether it is told of a device only when nothing is pending on it. */
  boolean settled() {
    return annotations.getOrDefault("cvp.when", "").equals("settled");
  }

  /** Whether it waits while people want quiet. */
  boolean quiet() {
    return annotations.getOrDefault("cvp.quiet", "").equals("digest");
  }

  /** What it is to be told of all that was made, in order. */
  List<Message> due(List<Message> outbox) {
    Set<String> doubtful = doubtful(outbox);
    return allowed(outbox).stream().filter(each -> !doubtful.contains(each.story())).toList();
  }

  /** What it may be told of: that, and what only the watcher's tables can decide. */
  List<Message> allowed(List<Message> outbox) {
    Set<String> told = new HashSet<>();
    List<Message> allowed = new ArrayList<>();
    for (Message each : outbox) {
      if (!about(each)) continue;
      boolean passes = passes(each);
      if (passes) told.add(each.story());
      if (passes || told.contains(each.story())) allowed.add(each);
    }
    return allowed;
  }

  /** An event that does not say where its device was may be judged by where it is by now. */
  private Set<String> doubtful(List<Message> outbox) {
    Set<String> doubtful = new HashSet<>();
    for (Message each : outbox) {
      boolean mute = each.ofCloudVision() && each.containers().findAny().isEmpty();
      if (mute && !lines("cvp.containers").isEmpty()) doubtful.add(each.story());
    }
    return doubtful;
  }

  private boolean about(Message message) {
    String topics = annotations.getOrDefault("cvp.topics", "");
    return message.type().equals(annotations.get("topic"))
        || List.of(topics.split(" ", -1)).stream().anyMatch(t -> message.type().matches(regex(t)));
  }

  /** Whether no filter stops it. */
  boolean passes(Message message) {
    return about(message) && severe(message) && placed(message) && whereAsked(message);
  }

  private boolean severe(Message message) {
    String least = annotations.getOrDefault("cvp.severity", "");
    int rank = SEVERITIES.indexOf(message.severity());
    return rank < 0 || rank >= SEVERITIES.indexOf(least);
  }

  private boolean placed(Message message) {
    List<String> globs = lines("cvp.containers");
    List<String> named = message.containers().toList();
    return globs.isEmpty()
        || named.isEmpty()
        || named.stream().anyMatch(name -> globs.stream().anyMatch(g -> matches(name, g)));
  }

  private boolean whereAsked(Message message) {
    return lines("cvp.where").stream().allMatch(line -> holds(line, message));
  }

  /** A path begins in the event or in its data. */
  private static boolean holds(String line, Message message) {
    int sign = line.indexOf('=');
    String pointer = "/" + line.substring(0, sign).replace('.', '/');
    JsonNode data = message.data();
    JsonNode outer = data.at(pointer.replaceFirst("^/data", ""));
    JsonNode found = outer.isMissingNode() ? data.at(pointer) : outer;
    return found.isValueNode() && matches(found.asText(), line.substring(sign + 1));
  }

  private List<String> lines(String name) {
    return annotations.getOrDefault(name, "").lines().toList();
  }

  private static boolean matches(String text, String glob) {
    return text.matches(glob.replace("*", ".*"));
  }

  private static String regex(String topic) {
    String some = topic.replace(".", "\\.").replace("**", "\0").replace("*", "[^.]+");
    return some.replace("\0\\.", "(.+\\.)?").replace("\\.\0", "(\\..+)?").replace("\0", ".*");
  }
}
