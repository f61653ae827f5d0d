package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.placements.ContainerTree;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where every device is, over either REST generation, whichever the server offers.
 *
 * <p>Two requests a look, whatever the size of the fleet; where a known device is missing, a third
 * asks whether CloudVision still knows it, and a fourth whether the token is still good. The tree
 * of containers is read seldom. What is as it was at the last look is the same object again, so
 * that a look at an unchanged fleet makes little garbage. Not thread-safe.
 */
public final class Inventory {
  private static final String FIRST =
      "inventory/getInventory.do?queryparam=&startIndex=0&endIndex=0";
  private static final Set<String> ALWAYS_THERE = Set.of("root", Container.UNDEFINED_KEY);

  private final CloudVision cloudVision;
  private final Topology topology;
  private final Clock clock;
  private Map<String, Placement> last = Map.of();

  /** Reads from that cluster. */
  public Inventory(CloudVision cloudVision, Clock clock) {
    this.cloudVision = cloudVision;
    this.topology = new Topology(clock);
    this.clock = clock;
  }

  /** The tree of containers, as it was last read; thread-safe. */
  public ContainerTree tree() {
    return topology.tree();
  }

  /** How a server lists its devices. */
  public enum Generation {
    /** {@code getInventory.do}, up to 2018.1. */
    FIRST,
    /** {@code /inventory/devices} and {@code /inventory/containers}, from 2018.2. */
    SECOND
  }

  /**
   * One complete look; empty where there is no inventory to look at.
   *
   * @param expected the devices known so far
   * @throws CallFailedException where no node gives a whole, believable answer
   */
  public Optional<Snapshot> read(Set<String> expected) {
    return cloudVision.ask(node -> read(node, expected));
  }

  /** Which generation a node is of; empty where it offers no inventory. */
  public static Optional<Generation> generation(Node node) {
    if (node.get("inventory/containers").isPresent()) return Optional.of(Generation.SECOND);
    return node.get(FIRST).map(any -> Generation.FIRST);
  }

  private Optional<Snapshot> read(Node node, Set<String> expected) {
    Optional<JsonNode> devices = node.get("inventory/devices?provisioned=true");
    if (devices.isPresent()) return second(node, devices.get(), expected);
    return node.get(FIRST).map(inventory -> first(node, inventory, expected));
  }

  private Snapshot first(Node node, JsonNode inventory, Set<String> expected) {
    JsonNode list = list(inventory.path("netElementList"), "netElementList");
    int total = inventory.path("total").asInt(list.size());
    if (total > list.size()) {
      throw broken("lists " + list.size() + " of " + total + " devices");
    }
    Map<String, String> names = new HashMap<>();
    for (JsonNode each : list) {
      DeviceRecord device = new DeviceRecord(each);
      String name = inventory.path("containerList").path(device.key()).asText("");
      if (!name.isBlank()) names.put(keyOr(device, name), name);
    }
    topology.refresh(node, names, false);
    InventoryLook look = look(names, list.size());
    for (JsonNode each : list) {
      DeviceRecord device = new DeviceRecord(each);
      String name = inventory.path("containerList").path(device.key()).asText("");
      look.add(device, keyOr(device, name));
    }
    if (!look.covers(expected)) checkCredentials(node);
    return taken(look, false);
  }

  private static String keyOr(DeviceRecord device, String name) {
    return device.container().isBlank() ? name : device.container();
  }

  /** Without containers there is no inventory, whatever devices there are (facts: I 3). */
  private Optional<Snapshot> second(Node node, JsonNode devices, Set<String> expected) {
    JsonNode list = list(devices, "inventory/devices");
    Optional<JsonNode> listed = node.get("inventory/containers");
    if (listed.isEmpty()) return Optional.empty();
    Map<String, String> containers = containers(listed.get());
    topology.refresh(node, containers, true);
    InventoryLook look = look(containers, list.size());
    for (JsonNode each : list) {
      DeviceRecord device = new DeviceRecord(each);
      look.add(device, device.container());
    }
    if (!look.covers(expected)) {
      checkCredentials(node);
      Optional<JsonNode> all = node.get("inventory/devices");
      if (all.isEmpty()) throw broken("lists provisioned devices, but not all devices");
      for (JsonNode each : list(all.get(), "inventory/devices")) {
        DeviceRecord device = new DeviceRecord(each);
        look.add(device, device.container());
      }
    }
    return Optional.of(taken(look, ALWAYS_THERE.containsAll(containers.keySet())));
  }

  /** Names by key; capitals are the server's (facts: CloudVision B1). */
  private static Map<String, String> containers(JsonNode containers) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode each : list(containers, "inventory/containers")) {
      names.put(each.path("Key").asText(), each.path("Name").asText());
    }
    if (names.isEmpty()) throw broken("lists no container, not even Undefined");
    return names;
  }

  private InventoryLook look(Map<String, String> containers, int devices) {
    return new InventoryLook(containers, topology.paths(), last, devices);
  }

  private Snapshot taken(InventoryLook look, boolean noContainers) {
    last = look.placements();
    return look.snapshot(clock.instant(), noContainers);
  }

  private static void checkCredentials(Node node) {
    if (!node.credentialsGood()) {
      throw broken("lists fewer devices than before, and refuses the credentials otherwise");
    }
  }

  private static JsonNode list(JsonNode node, String name) {
    JsonNode list = node.isObject() ? node.path("data") : node;
    if (!list.isArray()) throw broken(name + " is not a list");
    return list;
  }

  private static CallFailedException broken(String what) {
    return CallFailedException.of(Reading.NAME, Kind.BROKEN, what);
  }
}
