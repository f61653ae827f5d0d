package io.cvpfunctions.lab.cloudvision;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tree of containers and devices, from any container down. */
final class TopologyApi {
  private final Settings settings;
  private final Inventory inventory;

  TopologyApi(Settings settings, Inventory inventory) {
    this.settings = settings;
    this.inventory = inventory;
  }

  void addTo(Routes routes) {
    routes.get("/provisioning/filterTopology.do", this::topology);
    routes.get("/provisioning/v3/filterTopology.do", this::topology);
  }

  private Reply topology(RecordedRequest request) {
    return switch (settings.snapshot()) {
      case PROVISIONING_NOT_FOUND -> Reply.html(404, "404 Not Found");
      case PROVISIONING_FORBIDDEN -> Reply.html(403, "403 Forbidden");
      default -> told(request.query().getOrDefault("nodeId", Container.ROOT));
    };
  }

  private Reply told(String key) {
    return inventory
        .container(key)
        .map(top -> Reply.json(Json.object().<ObjectNode>set("topology", tree().below(top))))
        .orElseGet(() -> Json.error(200, "132801", "Entity does not exist"));
  }

  private Tree tree() {
    return switch (settings.snapshot()) {
      case PROVISIONING_EMPTY -> new Tree(inventory.containers().subList(0, 2), List.of());
      case ONLY_UNDEFINED ->
          new Tree(
              inventory.containers().subList(0, 2),
              inventory.devices().stream().map(each -> each.in(Container.UNDEFINED)).toList());
      default -> new Tree(inventory.containers(), inventory.devices());
    };
  }

  /** One look at everything, by parent. */
  private static final class Tree {
    private final Map<String, List<Container>> containers;
    private final Map<String, List<Placed>> devices;

    Tree(List<Container> containers, List<Placed> devices) {
      this.containers = containers.stream().collect(Collectors.groupingBy(Container::parentKey));
      this.devices = devices.stream().collect(Collectors.groupingBy(Placed::containerKey));
    }

    ObjectNode below(Container container) {
      ObjectNode node = head(container);
      ArrayNode children = node.putArray("childContainerList");
      int below = 0;
      for (Container each : containers.getOrDefault(container.key(), List.of())) {
        ObjectNode child = below(each);
        below += child.path("hierarchyNetElementCount").asInt();
        children.add(child);
      }
      ArrayNode members = node.putArray("childNetElementList");
      devices.getOrDefault(container.key(), List.of()).forEach(each -> members.add(member(each)));
      return node.put("childContainerCount", children.size())
          .put("childNetElementCount", members.size())
          .put("hierarchyNetElementCount", below + members.size());
    }

    private static ObjectNode head(Container container) {
      ObjectNode node =
          Json.object()
              .put("key", container.key())
              .put("name", container.name())
              .put("type", "container")
              .put("parentContainerId", container.parentKey())
              .put("mode", "expand")
              .put("childTaskCount", 0)
              .putNull("tempEvent");
      node.putArray("tempAction");
      return node;
    }

    private static ObjectNode member(Placed placed) {
      return Json.object()
          .put("key", placed.device().mac())
          .put("name", placed.device().fqdn())
          .put("type", "netelement")
          .put("parentContainerId", placed.containerKey());
    }
  }
}
