package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import java.util.List;

/** The containers that somebody wants to hear of: names, keys or globs; none given means all. */
public final class ContainerLimit {
  private final List<Glob> globs;

  private ContainerLimit(List<Glob> globs) {
    this.globs = globs;
  }

  /** One text per container. */
  public static ContainerLimit of(List<String> texts) {
    return new ContainerLimit(texts.stream().filter(t -> !t.isBlank()).map(Glob::of).toList());
  }

  /** Whether the container is one of them. */
  public boolean includes(Container container) {
    if (globs.isEmpty()) return true;
    String key = container.key().orElse(container.name());
    return globs.stream().anyMatch(g -> g.matches(container.name()) || g.matches(key));
  }

  /** Whether one of the containers that the fact is about is one of them. */
  public boolean includes(Fact fact) {
    return fact.containers().anyMatch(this::includes);
  }

  @Override
  public String toString() {
    return globs.isEmpty() ? "every container" : globs.toString();
  }
}
