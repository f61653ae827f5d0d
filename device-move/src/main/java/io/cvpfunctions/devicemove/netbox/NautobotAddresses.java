package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Management addresses in Nautobot: below a prefix, and on interfaces by a list of their own. */
final class NautobotAddresses extends Addresses {
  private static final String ON_INTERFACES = "ipam/ip-address-to-interface";

  private final NautobotReferences references;

  NautobotAddresses(NetBoxApi api, NautobotReferences references, String interfaceName) {
    super(api, interfaceName);
    this.references = references;
  }

  @Override
  JsonNode key(String id) {
    return TextNode.valueOf(id);
  }

  @Override
  String deviceFilter() {
    return "device";
  }

  @Override
  void complete(ObjectNode port, Budget budget) {
    port.put("status", references.status("Active", budget));
  }

  @Override
  Map<String, String> giveAll(Map<String, String> hosts, Budget budget) {
    List<JsonNode> known = find(hosts.values(), budget);
    Map<String, String> left = new LinkedHashMap<>();
    Map<String, JsonNode> addresses = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    hosts.forEach(
        (device, host) -> {
          Optional<JsonNode> there =
              known.stream().filter(each -> host(each).equalsIgnoreCase(host)).findFirst();
          there.ifPresent(address -> addresses.put(device, address));
          if (there.isEmpty()) missing.put(device, host);
        });
    addresses.putAll(made(missing, left, budget));
    assign(addresses, left, budget);
    addresses.keySet().removeAll(left.keySet());
    prefer(addresses, budget);
    return left;
  }

  /** An address needs a prefix above it, which people plan: none is made. */
  private Map<String, JsonNode> made(
      Map<String, String> missing, Map<String, String> left, Budget budget) {
    if (missing.isEmpty()) return Map.of();
    List<ObjectNode> bodies =
        missing.values().stream().map(host -> body(host, budget)).collect(Collectors.toList());
    Answer answer = api.post(ADDRESSES, NetBoxApi.list(bodies), budget);
    boolean homeless = answer.status() == 400 && answer.text().contains("parent");
    if (homeless && missing.size() == 1) {
      missing.forEach((device, host) -> left.put(device, noPrefix(host)));
      return Map.of();
    }
    Iterator<JsonNode> made = api.failures("add", ADDRESSES).all(answer, bodies.size()).iterator();
    Map<String, JsonNode> byDevice = new LinkedHashMap<>();
    missing.keySet().forEach(device -> byDevice.put(device, made.next()));
    return byDevice;
  }

  private static String noPrefix(String host) {
    return "no prefix for " + host + ": make one, or correct it";
  }

  private ObjectNode body(String host, Budget budget) {
    ObjectNode body = object().put("address", masked(host));
    return body.put("status", references.status("Active", budget)).put("namespace", "Global");
  }

  /** Puts each address on its device's interface, unless it is on another one. */
  private void assign(Map<String, JsonNode> addresses, Map<String, String> left, Budget budget) {
    if (addresses.isEmpty()) return;
    List<JsonNode> on = onInterfaces(addresses, budget);
    List<ObjectNode> missing = new ArrayList<>();
    ports(addresses.keySet(), budget)
        .forEach(
            (device, port) -> {
              JsonNode address = addresses.get(device);
              List<JsonNode> there = of(address, on);
              boolean ours =
                  there.stream().anyMatch(each -> each.at("/interface/id").asText().equals(port));
              if (ours) return;
              if (!there.isEmpty()) left.put(device, host(address) + " on another interface");
              else missing.add(object().put("ip_address", id(address)).put("interface", port));
            });
    api.createAll(ON_INTERFACES, missing, budget);
  }

  private List<JsonNode> onInterfaces(Map<String, JsonNode> addresses, Budget budget) {
    List<String> ids = addresses.values().stream().map(Addresses::id).collect(Collectors.toList());
    return api.all(
        ON_INTERFACES,
        each -> ids.contains(each.at("/ip_address/id").asText()),
        budget,
        query("ip_address", ids));
  }

  private static List<JsonNode> of(JsonNode address, List<JsonNode> on) {
    return on.stream()
        .filter(each -> each.at("/ip_address/id").asText().equals(id(address)))
        .collect(Collectors.toList());
  }
}
