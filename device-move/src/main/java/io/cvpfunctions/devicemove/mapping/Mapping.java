package io.cvpfunctions.devicemove.mapping;

import io.cvpfunctions.events.Container;
import java.util.List;
import java.util.stream.Collectors;

/** Ordered rules of what containers mean in the CMDB; the first that fits decides. Immutable. */
public final class Mapping {
  /** Where containers mean nothing but themselves. */
  public static final Mapping NONE = new Mapping(List.of(), Placement.NONE);

  private final List<Rule> rules;
  private final Placement defaults;

  Mapping(List<Rule> rules, Placement defaults) {
    this.rules = List.copyOf(rules);
    this.defaults = defaults;
  }

  /**
   * Reads the YAML of a mapping.
   *
   * @throws MappingException naming everything that is wrong with it
   */
  public static Mapping parse(String yaml) {
    return new MappingReader().read(yaml);
  }

  /** What the first rule that fits the container says. */
  public Placement placement(Container container) {
    return rules.stream()
        .filter(rule -> rule.fits(container))
        .findFirst()
        .map(Rule::placement)
        .orElse(Placement.NONE);
  }

  /** The patterns of names of the containers that it has rules for. */
  public List<String> containers() {
    return rules.stream().flatMap(rule -> rule.container().stream()).collect(Collectors.toList());
  }

  /** What holds for a new record where its rule is silent. */
  public Placement defaults() {
    return defaults;
  }
}
