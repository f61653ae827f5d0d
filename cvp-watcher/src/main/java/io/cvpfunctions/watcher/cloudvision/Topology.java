package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.watcher.placements.ContainerTree;
import io.cvpfunctions.watcher.placements.ContainerTree.Branch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tree of containers, and seldom: it names every device as well (facts: CloudVision B1
 * #7). Without it containers have no path, which takes away nothing else.
 */
final class Topology {
  private static final Logger LOG = LoggerFactory.getLogger(Topology.class);
  private static final Duration BETWEEN = Duration.ofMinutes(10);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final Duration WHILE_INCOMPLETE = Duration.ofSeconds(5);
  private static final String TREE =
      "filterTopology.do?nodeId=root&format=topology&startIndex=0&endIndex=0";

  private final Clock clock;
  private volatile ContainerTree tree = ContainerTree.UNKNOWN;
  private Map<String, String> paths = Map.of();
  private Instant due = Instant.MIN;
  private Instant notBefore = Instant.MIN;

  Topology(Clock clock) {
    this.clock = clock;
  }

  ContainerTree tree() {
    return tree;
  }

  Map<String, String> paths() {
    return paths;
  }

  /**
   * Reads it where it is old, or does not hold the containers there are.
   *
   * @param containers their names by key, or by name where no key is known
   * @param all whether these are all that there are, or those that devices are in
   */
  void refresh(Node node, Map<String, String> containers, boolean all) {
    Instant now = clock.instant();
    boolean stale = !now.isBefore(due) || !complete(containers, all);
    if (!stale || now.isBefore(notBefore)) return;
    notBefore = now.plus(AFTER_FAILURE);
    try {
      Optional<JsonNode> found = read(node);
      if (found.isEmpty()) return;
      take(found.get());
      due = now.plus(BETWEEN);
      notBefore = complete(containers, all) ? Instant.MIN : now.plus(WHILE_INCOMPLETE);
    } catch (CallFailedException failed) {
      LOG.atWarn()
          .addKeyValue("event", "topology.failed")
          .log("containers have no path for now: {}", failed.getMessage());
    }
  }

  private boolean complete(Map<String, String> containers, boolean all) {
    return all ? tree.holds(containers) : tree.covers(containers);
  }

  private static Optional<JsonNode> read(Node node) {
    return node.get("provisioning/" + TREE)
        .or(() -> node.get("provisioning/v3/" + TREE))
        .map(answer -> answer.path("topology"))
        .filter(JsonNode::isObject);
  }

  private void take(JsonNode root) {
    Map<String, Branch> branches = new HashMap<>();
    add(branches, root, "");
    tree = ContainerTree.of(branches);
    paths = tree.paths();
  }

  private static void add(Map<String, Branch> branches, JsonNode node, String parent) {
    String key = node.path("key").asText();
    String name = node.path("name").asText();
    if (key.isBlank() || name.isBlank() || branches.containsKey(key)) return;
    branches.put(key, new Branch(name, parent));
    node.path("childContainerList").forEach(child -> add(branches, child, key));
  }
}
