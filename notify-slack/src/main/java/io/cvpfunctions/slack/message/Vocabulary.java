package io.cvpfunctions.slack.message;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one template can ask for: what the file that ships with us asks for, and what else is filled
 * in there. Another name is a slip of the pen. Immutable.
 */
final class Vocabulary {
  /** What the shipped files have no use for. */
  private static final Map<String, String> MORE =
      Map.of(
          "moved", "path",
          "added", "path",
          "changed", "serial model eos address",
          "removed", "url",
          "event", "raised updated resolved serial",
          "validation-digest", "ending",
          "verdict", "verdict reason time id",
          "text", "time id");

  private final Set<String> names;
  private final Set<String> lists;

  private Vocabulary(Set<String> names, Set<String> lists) {
    this.names = names;
    this.lists = lists;
  }

  /** That of the template of this name, of which one ships with us. */
  static Vocabulary of(String template, MessageTemplate shipped) {
    Stream<String> more = Stream.of(MORE.getOrDefault(template, "").split(" ", -1));
    Set<String> lists = sorted(shipped.lists());
    Stream<String> used = Stream.concat(shipped.names(), lists.stream());
    Set<String> names = sorted(Stream.concat(used, more).filter(name -> !name.isEmpty()));
    return new Vocabulary(names, lists);
  }

  private static Set<String> sorted(Stream<String> words) {
    return words.collect(Collectors.toCollection(TreeSet::new));
  }

  /** Complains of what would never be filled in. */
  void check(MessageTemplate template, Consumer<String> problems) {
    complain(template.names(), names, problems);
    complain(template.lists(), lists, problem -> problems.accept("each: " + problem));
  }

  /** Complains of the names that are not known. */
  static void complain(Stream<String> asked, Set<String> known, Consumer<String> problems) {
    String only = known.isEmpty() ? "" : ", only " + String.join(", ", known);
    asked
        .distinct()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.accept("nothing here is called " + name + only));
  }
}
