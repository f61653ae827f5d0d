package io.cvpfunctions.watcher.placements;

import io.cvpfunctions.events.Container;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which container is below which. Immutable. */
public final class ContainerTree {
  /** Nothing is known. */
  public static final ContainerTree UNKNOWN = new ContainerTree(Map.of());

  private static final int DEEPEST = 100;

  private final Map<String, Branch> branches;
  private final Map<String, String> keys = new HashMap<>();

  private ContainerTree(Map<String, Branch> branches) {
    this.branches = branches;
    branches.forEach((key, branch) -> keys.putIfAbsent(branch.name(), key));
  }

  /**
   * A container, and the key of the one above it.
   *
   * @param parent blank for the root
   */
  public record Branch(String name, String parent) {}

  /** The tree of those containers, by key. */
  public static ContainerTree of(Map<String, Branch> branches) {
    return new ContainerTree(Map.copyOf(branches));
  }

  /** Whether it holds exactly these containers, by key and name. */
  public boolean holds(Map<String, String> names) {
    if (!branches.keySet().equals(names.keySet())) return false;
    return names.entrySet().stream()
        .allMatch(each -> branches.get(each.getKey()).name().equals(each.getValue()));
  }

  /** Whether it holds these containers among others, by key and name, or by name alone. */
  public boolean covers(Map<String, String> names) {
    return names.entrySet().stream()
        .allMatch(each -> branch(each.getKey()).filter(each.getValue()::equals).isPresent());
  }

  private Optional<String> branch(String key) {
    return Optional.ofNullable(branches.get(keyed(key))).map(Branch::name);
  }

  /** Where no key is known the name stands for it: a name is unique (facts: CloudVision B3). */
  private String keyed(String text) {
    return branches.containsKey(text) ? text : keys.getOrDefault(text, text);
  }

  /** The names from the root down, as {@code Tenant/DC1/DC1-Leaf}. */
  public Optional<String> path(String key) {
    List<String> names = new ArrayList<>();
    lineage(key).forEach(each -> names.add(each.name()));
    if (names.isEmpty()) return Optional.empty();
    Collections.reverse(names);
    return Optional.of(String.join("/", names));
  }

  /** All containers with their paths, in no order. */
  public List<Container> all() {
    List<Container> all = new ArrayList<>();
    paths().forEach((key, path) -> all.add(named(key).withPath(path)));
    return all;
  }

  private Container named(String key) {
    return Container.of(branches.get(key).name(), key);
  }

  /** The paths of all containers, by key. */
  public Map<String, String> paths() {
    Map<String, String> paths = new HashMap<>();
    branches.keySet().forEach(key -> path(key).ifPresent(path -> paths.put(key, path)));
    return paths;
  }

  /** The container itself and those above it; none where it is not known. */
  List<Container> lineage(String key) {
    List<Container> lineage = new ArrayList<>();
    String next = keyed(key);
    for (Branch each = branches.get(next); each != null; each = branches.get(next)) {
      lineage.add(Container.of(each.name(), next));
      next = each.parent();
      if (lineage.size() > DEEPEST) break;
    }
    return lineage;
  }
}
