package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.watcher.placements.ContainerTree;
import io.cvpfunctions.watcher.placements.Placement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a check has seen on its way, for what can be told only of all of it together. */
final class Today {
  private final Set<Container> tags = new LinkedHashSet<>();
  private final Map<String, JsonNode> answers = new LinkedHashMap<>();
  private List<Container> containers = List.of();
  private List<Placement> placements = List.of();
  private List<DeployedFunction> functions = List.of();
  private boolean tagsKnown;

  /** Where CloudVision says that devices are; the first node that says so counts. */
  void placed(List<Placement> devices, ContainerTree tree) {
    if (!placements.isEmpty() || !containers.isEmpty()) return;
    placements = devices;
    containers = tree.all();
  }

  void tag(String label, String value) {
    tags.add(Container.of(value, null).withLabel(label));
  }

  /** All tags of the labels that are looked at have been seen. */
  void tagsKnown() {
    tagsKnown = true;
  }

  boolean areTagsKnown() {
    return tagsKnown;
  }

  void deployed(List<DeployedFunction> listed) {
    functions = listed;
  }

  /** What a function of ours says of itself. */
  void answered(String function, JsonNode answer) {
    answers.put(function, answer);
  }

  List<Placement> placements() {
    return placements;
  }

  /** Every container there is, with devices or without; none where that is not known. */
  List<Container> containers() {
    return containers;
  }

  Set<Container> tags() {
    return tags;
  }

  List<DeployedFunction> functions() {
    return functions;
  }

  Map<String, JsonNode> answers() {
    return answers;
  }
}
