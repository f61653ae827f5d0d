package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.List;
import java.util.Optional;

/** Management addresses: an address below a prefix, on an interface, the device's primary. */
final class NautobotAddresses {
  private static final String INTERFACES = "dcim/interfaces";
  private static final String ADDRESSES = "ipam/ip-addresses";
  private static final String ON_INTERFACES = "ipam/ip-address-to-interface";

  private final NetBoxApi api;
  private final NautobotReferences references;
  private final String interfaceName;

  NautobotAddresses(NetBoxApi api, NautobotReferences references, String interfaceName) {
    this.api = api;
    this.references = references;
    this.interfaceName = interfaceName;
  }

  /** Makes the address the device's; empty, or why it was left alone. */
  Optional<String> give(String device, String address, Budget budget) {
    List<JsonNode> known = find(address, budget);
    if (known.isEmpty()) {
      Answer made = api.post(ADDRESSES, body(address, budget), budget);
      boolean homeless = made.status() == 400 && made.text().contains("parent");
      if (homeless) return Optional.of("no prefix for " + address + ": make one, or correct it");
      known =
          NetBoxFailures.lostRace(made)
              ? find(address, budget)
              : List.of(api.failures("add", ADDRESSES).done(made, "id"));
    }
    return assign(device, known.get(0), address, budget);
  }

  private List<JsonNode> find(String address, Budget budget) {
    return api.some(
        ADDRESSES,
        each -> NetBoxDevice.host(each.path("address").asText()).equalsIgnoreCase(address),
        budget,
        "address",
        address);
  }

  private ObjectNode body(String address, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("address", address + (address.contains(":") ? "/128" : "/32"));
    return body.put("status", references.status("Active", budget)).put("namespace", "Global");
  }

  private Optional<String> assign(String device, JsonNode address, String host, Budget budget) {
    String id = address.path("id").asText();
    String port = managementInterface(device, budget);
    List<JsonNode> on =
        api.some(
            ON_INTERFACES,
            each -> each.at("/ip_address/id").asText().equals(id),
            budget,
            "ip_address",
            id);
    boolean ours = on.stream().anyMatch(each -> each.at("/interface/id").asText().equals(port));
    if (!ours && !on.isEmpty()) return Optional.of(host + " on another interface");
    if (!ours) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      Answer put =
          api.post(ON_INTERFACES, body.put("ip_address", id).put("interface", port), budget);
      if (!NetBoxFailures.lostRace(put)) api.failures("add", ON_INTERFACES).done(put, "id");
    }
    ObjectNode primary = JsonNodeFactory.instance.objectNode();
    primary.put(host.contains(":") ? "primary_ip6" : "primary_ip4", id);
    api.change("dcim/devices", device, primary, budget);
    return Optional.empty();
  }

  /** Another replica may be doing the same. */
  private String managementInterface(String device, Budget budget) {
    Optional<String> there = findInterface(device, budget);
    if (there.isPresent()) return there.get();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("device", device).put("name", interfaceName).put("type", "1000base-t");
    body.put("mgmt_only", true).put("status", references.status("Active", budget));
    Answer answer = api.post(INTERFACES, body, budget);
    if (NetBoxFailures.lostRace(answer)) return findInterface(device, budget).orElseThrow();
    return api.failures("add", INTERFACES).done(answer, "id").path("id").asText();
  }

  private Optional<String> findInterface(String device, Budget budget) {
    return api
        .some(
            INTERFACES,
            each ->
                each.at("/device/id").asText().equals(device)
                    && each.path("name").asText().equals(interfaceName),
            budget,
            "device",
            device,
            "name",
            interfaceName)
        .stream()
        .map(each -> each.path("id").asText())
        .findFirst();
  }
}
