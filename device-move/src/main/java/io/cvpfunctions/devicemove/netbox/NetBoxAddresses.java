package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Optional;

/** Management addresses: an interface of the device, an address on it, the device's primary. */
final class NetBoxAddresses {
  private static final String INTERFACES = "dcim/interfaces";
  private static final String ADDRESSES = "ipam/ip-addresses";
  private static final String ON_INTERFACE = "dcim.interface";

  private final NetBoxApi api;
  private final String interfaceName;

  NetBoxAddresses(NetBoxApi api, String interfaceName) {
    this.api = api;
    this.interfaceName = interfaceName;
  }

  /** Makes the address the device's; empty, or why it was left alone, where it is another's. */
  Optional<String> give(String device, String address, Budget budget) {
    List<JsonNode> known = find(address, budget);
    if (known.isEmpty()) {
      Answer made =
          api.post(ADDRESSES, assigned(device, budget).put("address", masked(address)), budget);
      if (isTaken(made)) return give(device, find(address, budget), budget);
      known = List.of(api.failures("add", ADDRESSES).done(made, "id"));
    }
    return give(device, known, budget);
  }

  /** Another replica may be doing the same. */
  private static boolean isTaken(Answer answer) {
    return answer.status() == 400 && answer.text().contains("Duplicate IP address");
  }

  private Optional<String> give(String device, List<JsonNode> known, Budget budget) {
    Optional<JsonNode> own = known.stream().filter(each -> isOf(each, device)).findFirst();
    boolean taken = known.stream().anyMatch(each -> each.path("assigned_object").isObject());
    if (own.isEmpty() && taken) return Optional.of(described(known));
    JsonNode address = own.orElse(known.get(0));
    if (own.isEmpty()) api.change(ADDRESSES, id(address), assigned(device, budget), budget);
    boolean six = address.path("address").asText().contains(":");
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put(six ? "primary_ip6" : "primary_ip4", Long.parseLong(id(address)));
    api.change("dcim/devices", device, body, budget);
    return Optional.empty();
  }

  private static String masked(String address) {
    return address + (address.contains(":") ? "/128" : "/32");
  }

  private ObjectNode assigned(String device, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("assigned_object_type", ON_INTERFACE);
    return body.put("assigned_object_id", Long.parseLong(managementInterface(device, budget)));
  }

  private List<JsonNode> find(String address, Budget budget) {
    return api.some(
        ADDRESSES,
        each -> NetBoxDevice.host(each.path("address").asText()).equalsIgnoreCase(address),
        budget,
        "address",
        address);
  }

  private static boolean isOf(JsonNode address, String device) {
    return address.at("/assigned_object/device/id").asText().equals(device);
  }

  private static String described(List<JsonNode> known) {
    JsonNode on = known.get(0).path("assigned_object");
    return on.path("device").path("name").asText("another object") + " " + on.path("name").asText();
  }

  /** Another replica may be doing the same. */
  private String managementInterface(String device, Budget budget) {
    Optional<String> there = findInterface(device, budget);
    if (there.isPresent()) return there.get();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("device", Long.parseLong(device)).put("name", interfaceName);
    body.put("type", "1000base-t").put("mgmt_only", true);
    Answer answer = api.post(INTERFACES, body, budget);
    if (NetBoxFailures.lostRace(answer)) return findInterface(device, budget).orElseThrow();
    return id(api.failures("add", INTERFACES).done(answer, "id"));
  }

  private Optional<String> findInterface(String device, Budget budget) {
    return api
        .some(
            INTERFACES,
            each -> isManagement(each, device),
            budget,
            "device_id",
            device,
            "name",
            interfaceName)
        .stream()
        .map(NetBoxAddresses::id)
        .findFirst();
  }

  private boolean isManagement(JsonNode port, String device) {
    return port.at("/device/id").asText().equals(device)
        && port.path("name").asText().equals(interfaceName);
  }

  private static String id(JsonNode node) {
    return node.path("id").asText();
  }
}
