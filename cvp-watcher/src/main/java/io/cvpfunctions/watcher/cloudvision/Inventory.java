package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.placements.Placement;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads where every device is, over either REST generation, whichever the server offers.
 *
 * <p>Two requests a look, whatever the size of the fleet; where a known device is missing, a third
 * asks whether CloudVision still knows it, and a fourth whether the token is still good.
 */
public final class Inventory {
  private static final String FIRST =
      "inventory/getInventory.do?queryparam=&startIndex=0&endIndex=0";
  private static final Set<String> ALWAYS_THERE = Set.of("root", Container.UNDEFINED_KEY);

  private final CloudVision cloudVision;
  private final Clock clock;

  /** Reads from that cluster. */
  public Inventory(CloudVision cloudVision, Clock clock) {
    this.cloudVision = cloudVision;
    this.clock = clock;
  }

  /** How a server lists its devices. */
  public enum Generation {
    /** {@code getInventory.do}, up to 2018.1. */
    FIRST,
    /** {@code /inventory/devices} and {@code /inventory/containers}, from 2018.2. */
    SECOND
  }

  /**
   * One complete look.
   *
   * @param expected the devices known so far
   * @throws CallFailedException where no node gives a whole, believable answer
   */
  public Snapshot read(Set<String> expected) {
    return cloudVision.ask(node -> read(node, expected));
  }

  /** Which generation a node is of. */
  public static Generation generation(Node node) {
    if (node.get("inventory/containers").isPresent()) return Generation.SECOND;
    if (node.get(FIRST).isPresent()) return Generation.FIRST;
    throw noInventory();
  }

  private Snapshot read(Node node, Set<String> expected) {
    Optional<JsonNode> devices = node.get("inventory/devices?provisioned=true");
    if (devices.isPresent()) return second(node, devices.get(), expected);
    JsonNode inventory = node.get(FIRST).orElseThrow(Inventory::noInventory);
    return first(node, inventory, expected);
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
    Look look = new Look(names);
    for (JsonNode each : list) {
      DeviceRecord device = new DeviceRecord(each);
      String name = inventory.path("containerList").path(device.key()).asText("");
      look.add(device, keyOr(device, name));
    }
    if (!look.covers(expected)) checkCredentials(node);
    return look.snapshot(false);
  }

  private static String keyOr(DeviceRecord device, String name) {
    return device.container().isBlank() ? name : device.container();
  }

  private Snapshot second(Node node, JsonNode devices, Set<String> expected) {
    JsonNode list = list(devices, "inventory/devices");
    Map<String, String> containers = containers(node);
    Look look = new Look(containers);
    for (JsonNode each : list) {
      DeviceRecord device = new DeviceRecord(each);
      look.add(device, device.container());
    }
    if (!look.covers(expected)) {
      checkCredentials(node);
      JsonNode all = node.get("inventory/devices").orElseThrow(Inventory::noInventory);
      for (JsonNode each : list(all, "inventory/devices")) {
        DeviceRecord device = new DeviceRecord(each);
        look.add(device, device.container());
      }
    }
    return look.snapshot(ALWAYS_THERE.containsAll(containers.keySet()));
  }

  /** Names by key; capitals are the server's (facts: CloudVision B1). */
  private static Map<String, String> containers(Node node) {
    JsonNode containers = node.get("inventory/containers").orElseThrow(Inventory::noInventory);
    Map<String, String> names = new HashMap<>();
    for (JsonNode each : list(containers, "inventory/containers")) {
      names.put(each.path("Key").asText(), each.path("Name").asText());
    }
    if (names.isEmpty()) throw broken("lists no container, not even Undefined");
    return names;
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

  private static CallFailedException noInventory() {
    String what = "offers no inventory: is Network Provisioning on, and is this CloudVision?";
    return CallFailedException.of(Reading.NAME, Kind.OPERATOR, what);
  }

  private static CallFailedException broken(String what) {
    return CallFailedException.of(Reading.NAME, Kind.BROKEN, what);
  }

  /** A snapshot in the making. */
  private final class Look {
    private final Map<String, String> containers;
    private final Map<String, Placement> placements = new HashMap<>();
    private final Set<String> unprovisioned = new HashSet<>();
    private final Set<String> present = new HashSet<>();

    Look(Map<String, String> containers) {
      this.containers = containers;
    }

    void add(DeviceRecord record, String key) {
      Optional<Device> device = record.device();
      if (device.isEmpty()) return;
      String identity = device.get().identity();
      if (placements.containsKey(identity)) return;
      String name = containers.getOrDefault(key, "");
      if (key.isBlank()) {
        unprovisioned.add(identity);
      } else if (name.isBlank()) {
        present.add(identity);
      } else {
        placements.put(identity, new Placement(device.get(), Container.of(name, key)));
      }
    }

    boolean covers(Set<String> expected) {
      return expected.stream().allMatch(id -> placements.containsKey(id) || present.contains(id));
    }

    Snapshot snapshot(boolean noContainers) {
      List<Placement> list = new ArrayList<>(placements.values());
      int count = containers.size();
      boolean onlyUndefined =
          noContainers && list.stream().allMatch(each -> each.container().isUndefined());
      return new Snapshot(clock.instant(), list, unprovisioned, present, count, onlyUndefined);
    }
  }
}
