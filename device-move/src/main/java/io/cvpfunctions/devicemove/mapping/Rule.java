package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.events.Container;
import java.util.Optional;
import java.util.function.Predicate;

/** One line of a mapping: which containers it is for, and what they mean. Immutable. */
final class Rule {
  private final Predicate<Container> which;
  private final Placement placement;
  private final Optional<String> container;

  private Rule(Predicate<Container> which, Placement placement, Optional<String> container) {
    this.which = which;
    this.placement = placement;
    this.container = container;
  }

  /** For those that fit; the pattern of their names, where there is one, is for people. */
  static Rule of(Predicate<Container> which, Placement placement, Optional<String> container) {
    return new Rule(which, placement, container);
  }

  /** Those whose name, path or key fits; a container without path or key fits no pattern of it. */
  static Predicate<Container> where(String part, Glob glob) {
    switch (part) {
      case "path":
        return container -> container.path().filter(glob::matches).isPresent();
      case "key":
        return container -> container.key().filter(glob::matches).isPresent();
      default:
        return container -> glob.matches(container.name());
    }
  }

  boolean fits(Container container) {
    return which.test(container);
  }

  Placement placement() {
    return placement;
  }

  Optional<String> container() {
    return container;
  }
}
