package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Management addresses in NetBox, where an address says itself on which interface it is. */
final class NetBoxAddresses extends Addresses {
  private static final String ON_INTERFACE = "dcim.interface";

  NetBoxAddresses(NetBoxApi api, String interfaceName) {
    super(api, interfaceName);
  }

  @Override
  JsonNode key(String id) {
    return LongNode.valueOf(NetBoxId.number(id));
  }

  @Override
  String deviceFilter() {
    return "device_id";
  }

  @Override
  void complete(ObjectNode port, Budget budget) {}

  @Override
  Map<String, String> giveAll(Map<String, String> hosts, Budget budget) {
    List<JsonNode> known = find(hosts.values(), budget);
    Map<String, String> left = new LinkedHashMap<>();
    Map<String, JsonNode> own = new LinkedHashMap<>();
    Map<String, Optional<JsonNode>> open = new LinkedHashMap<>();
    hosts.forEach(
        (device, host) -> {
          List<JsonNode> same = of(host, known);
          Optional<JsonNode> ours = first(same, each -> isOf(each, device));
          same.removeIf(NetBoxAddresses::isInAVrf);
          Optional<JsonNode> others = first(same, NetBoxAddresses::isAssigned);
          if (ours.isPresent()) own.put(device, ours.get());
          else if (others.isPresent()) {
            left.put(device, has(host + " on " + described(others.get())));
          } else open.put(device, first(same, each -> true));
        });
    own.putAll(assigned(open, hosts, budget));
    prefer(own, budget);
    return left;
  }

  private static Optional<JsonNode> first(List<JsonNode> all, Predicate<JsonNode> which) {
    return all.stream().filter(which).findFirst();
  }

  /** The same address in a VRF is another one, and somebody else's. */
  private static boolean isInAVrf(JsonNode address) {
    return address.path("vrf").isObject();
  }

  private static boolean isOf(JsonNode address, String device) {
    return address.at("/assigned_object/device/id").asText().equals(device);
  }

  private static boolean isAssigned(JsonNode address) {
    return address.path("assigned_object").isObject();
  }

  private static String described(JsonNode address) {
    JsonNode on = address.path("assigned_object");
    return on.path("device").path("name").asText("another object") + " " + on.path("name").asText();
  }

  /** Puts each address on its device's interface; makes those that are not there. */
  private Map<String, JsonNode> assigned(
      Map<String, Optional<JsonNode>> open, Map<String, String> hosts, Budget budget) {
    Map<String, JsonNode> assigned = new LinkedHashMap<>();
    List<ObjectNode> free = new ArrayList<>();
    List<ObjectNode> missing = new ArrayList<>();
    Map<String, String> ports = ports(open.keySet(), budget);
    ports.forEach(
        (device, port) -> {
          ObjectNode body = object().put("assigned_object_type", ON_INTERFACE);
          body.set("assigned_object_id", key(port));
          Optional<JsonNode> there = open.get(device);
          there.ifPresent(address -> assigned.put(device, address));
          there.ifPresent(address -> free.add(body.<ObjectNode>set("id", address.path("id"))));
          if (there.isEmpty()) missing.add(body.put("address", masked(hosts.get(device))));
        });
    api.changeAll(ADDRESSES, free, budget);
    Iterator<JsonNode> made = api.createAll(ADDRESSES, missing, budget).iterator();
    for (String device : ports.keySet()) {
      if (!assigned.containsKey(device)) assigned.put(device, made.next());
    }
    return assigned;
  }
}
