package io.cvpfunctions.validation.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which tests to run with what inputs. Immutable. */
public final class Catalog {
  private final String name;
  private final List<TestDefinition> definitions;

  Catalog(String name, List<TestDefinition> definitions) {
    this.name = name;
    this.definitions = List.copyOf(definitions);
  }

  /** The same under another name. */
  Catalog named(String other) {
    return new Catalog(other, definitions);
  }

  /** What people call it: its file, or {@code request}. */
  public String name() {
    return name;
  }

  /** Every definition, in the order of the catalog, equal ones included. */
  public List<TestDefinition> definitions() {
    return definitions;
  }

  /** The names of the tests in it. */
  public Set<String> tests() {
    Set<String> names = new TreeSet<>();
    definitions.forEach(definition -> names.add(definition.test().name()));
    return names;
  }

  /** Every tag that one of its definitions is for. */
  public Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    definitions.forEach(definition -> tags.addAll(definition.tags()));
    return tags;
  }

  /**
   * The definitions for a device with these tags.
   *
   * @param only where not empty: only definitions with one of these tags, too
   * @param names where not empty: only tests of these names
   */
  public List<TestDefinition> select(Set<String> deviceTags, Set<String> only, Set<String> names) {
    List<TestDefinition> selected = new ArrayList<>();
    for (TestDefinition definition : definitions) {
      boolean named = names.isEmpty() || names.contains(definition.test().name());
      if (named && runsOn(definition.tags(), deviceTags, only)) selected.add(definition);
    }
    return selected;
  }

  private static boolean runsOn(Set<String> tags, Set<String> deviceTags, Set<String> only) {
    if (only.isEmpty()) return tags.isEmpty() || !Collections.disjoint(tags, deviceTags);
    return tags.stream().anyMatch(tag -> deviceTags.contains(tag) && only.contains(tag));
  }

  @Override
  public String toString() {
    return name + " with " + definitions.size() + " tests";
  }
}
