package io.cvpfunctions.validation.cli;

import io.cvpfunctions.validation.catalog.Catalog;
import io.cvpfunctions.validation.inputs.Nearest;
import io.cvpfunctions.validation.inventory.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which devices of the inventory and tests of the catalog a run is about. */
final class Choice {
  private final Set<String> tags;
  private final Set<String> tests;
  private final Set<String> devices;

  Choice(Arguments given) {
    this.tags = given.words("tags");
    this.tests = given.words("test");
    this.devices = given.words("device");
  }

  /**
   * What each device is to be asked. A device that has none of the tests asked for by name or tag
   * is left out; one that is asked for itself, or that the whole catalog has no test for, stays,
   * and is an error.
   *
   * @throws UsageException naming every name and tag that there is not
   */
  List<Assignment> of(Inventory inventory, Catalog catalog) {
    check(inventory, catalog);
    List<Assignment> all =
        inventory.select(tags, devices).stream()
            .map(device -> new Assignment(device, catalog.select(device.tags(), tags, tests)))
            .collect(Collectors.toList());
    boolean chosen = !tags.isEmpty() || !tests.isEmpty();
    if (chosen && devices.isEmpty()) all.removeIf(Assignment::isEmpty);
    return all;
  }

  private void check(Inventory inventory, Catalog catalog) {
    List<String> problems = new ArrayList<>();
    problems.addAll(Nearest.unknown("no device has the tag ", tags, inventory.tags()));
    Set<String> worn = new LinkedHashSet<>(tags);
    worn.retainAll(inventory.tags());
    problems.addAll(Nearest.unknown("no test is for the tag ", worn, catalog.tags()));
    problems.addAll(Nearest.unknown("the catalog has no test ", tests, catalog.tests()));
    problems.addAll(Nearest.unknown("the inventory has no device ", devices, inventory.names()));
    if (!problems.isEmpty()) throw new UsageException(problems);
  }
}
