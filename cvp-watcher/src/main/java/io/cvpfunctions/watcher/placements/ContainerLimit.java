package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The containers that somebody wants to hear of: names, keys or globs; none given means all. A tag
 * is named by its value, or by both as CloudVision has it: {@code Role:leaf}.
 */
public final class ContainerLimit {
  private final List<Glob> globs;
  private final Optional<Supplier<ContainerTree>> tree;

  private ContainerLimit(List<Glob> globs, Optional<Supplier<ContainerTree>> tree) {
    this.globs = globs;
    this.tree = tree;
  }

  /** One text per container. */
  public static ContainerLimit of(List<String> texts) {
    List<Glob> globs = texts.stream().filter(t -> !t.isBlank()).map(Glob::of).toList();
    return new ContainerLimit(globs, Optional.empty());
  }

  /** The same with all that is below those containers. */
  public ContainerLimit withSubtree(Supplier<ContainerTree> tree) {
    return new ContainerLimit(globs, Optional.of(tree));
  }

  /** Whether the container is one of them. */
  public boolean includes(Container container) {
    if (globs.isEmpty() || named(container)) return true;
    String key = container.key().orElse(container.name());
    return tree.isPresent() && tree.get().get().lineage(key).stream().anyMatch(this::named);
  }

  /**
   * Whether it cannot be told yet if the container is one of them: the tree, which is read seldom,
   * does not hold it, by key or, where a release knows none, by the name that stands for it.
   */
  public boolean undecided(Container container) {
    if (globs.isEmpty() || tree.isEmpty() || named(container)) return false;
    Optional<String> key = container.key();
    return key.isPresent() && tree.get().get().lineage(key.get()).isEmpty();
  }

  private boolean named(Container container) {
    String key = container.key().orElse(container.name());
    if (matches(container.name()) || matches(key)) return true;
    return container.label().filter(label -> tagged(label, container.name())).isPresent();
  }

  private boolean tagged(String label, String values) {
    return Stream.of(values.split(",", -1)).anyMatch(this::matches) || full(label, values);
  }

  private boolean full(String label, String values) {
    return Stream.of(values.split(",", -1)).anyMatch(each -> matches(label + ":" + each));
  }

  /** Whether the tag is one of them by its label and value, not by a value alone. */
  public boolean namesTag(Container tag) {
    return tag.label().filter(label -> full(label, tag.name())).isPresent();
  }

  private boolean matches(String name) {
    return globs.stream().anyMatch(glob -> glob.matches(name));
  }

  /** Why it cannot be told which containers are meant; then nothing must be told, or be lost. */
  public Optional<String> problem() {
    boolean missing = tree.filter(t -> t.get() == ContainerTree.UNKNOWN).isPresent();
    return missing && !globs.isEmpty()
        ? Optional.of("does not show its tree of containers, which --subtree needs")
        : Optional.empty();
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
