package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.events.Container;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A pattern that somebody wrote for containers.
 *
 * @param where it stands, for people
 * @param matches whether a container, or a tag, is one of those that are meant
 */
record ContainerPattern(String where, Predicate<Container> matches) {
  /** As the watcher itself reads them. */
  static ContainerPattern own(String where, String text) {
    ContainerLimit limit = ContainerLimit.of(List.of(text));
    return new ContainerPattern(where + " names " + text, limit::includes);
  }

  /**
   * As a function may read them: by name, path or key, whatever the case. What is no slip by any
   * such reading is not called one.
   */
  static ContainerPattern ofFunction(String where, String text) {
    Glob glob = Glob.of(text.toLowerCase(Locale.ROOT));
    return new ContainerPattern(
        where + " names " + text,
        each ->
            Stream.of(each.name(), each.path().orElse(null), each.key().orElse(null))
                .filter(Objects::nonNull)
                .anyMatch(name -> glob.matches(name.toLowerCase(Locale.ROOT))));
  }
}
