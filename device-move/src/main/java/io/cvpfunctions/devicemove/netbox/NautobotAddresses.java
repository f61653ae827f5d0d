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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Management addresses in Nautobot: below a prefix, and on interfaces by a list of their own. */
final class NautobotAddresses extends Addresses {
  private static final String ON_INTERFACES = "ipam/ip-address-to-interface";
  private static final String NAMESPACE = "Global";
  private static final String OTHERS = " on an interface of another device";

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
    List<JsonNode> known = find(hosts.values(), budget, "depth", "2");
    List<JsonNode> on = onInterfaces(known, budget);
    Map<String, String> left = new LinkedHashMap<>();
    Map<String, JsonNode> own = new LinkedHashMap<>();
    Map<String, JsonNode> free = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    hosts.forEach(
        (device, host) -> {
          List<JsonNode> same = of(host, known);
          Optional<JsonNode> ours = first(same, each -> isOn(each, on, device));
          Optional<JsonNode> planned = first(same, NautobotAddresses::isGlobal);
          if (ours.isPresent()) own.put(device, ours.get());
          else if (planned.isEmpty()) missing.put(device, host);
          else if (isOn(planned.get(), on, "")) left.put(device, has(host + OTHERS));
          else free.put(device, planned.get());
        });
    free.putAll(made(missing, left, budget));
    assign(free, budget);
    own.putAll(free);
    prefer(own, budget);
    return left;
  }

  private static Optional<JsonNode> first(List<JsonNode> all, Predicate<JsonNode> which) {
    return all.stream().filter(which).findFirst();
  }

  /** The same address in another namespace is another one, and somebody else's. */
  private static boolean isGlobal(JsonNode address) {
    return address.at("/parent/namespace/name").asText(NAMESPACE).equals(NAMESPACE);
  }

  /** Whether an address is on an interface of that device; empty for any. */
  private static boolean isOn(JsonNode address, List<JsonNode> on, String device) {
    return on.stream()
        .filter(each -> each.at("/ip_address/id").asText().equals(id(address)))
        .anyMatch(
            each -> device.isEmpty() || each.at("/interface/device/id").asText().equals(device));
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
      missing.forEach((device, host) -> left.put(device, has(noPrefix(host))));
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
    body.put("status", references.status("Active", budget));
    body.putObject("namespace").put("name", NAMESPACE);
    return body;
  }

  private void assign(Map<String, JsonNode> free, Budget budget) {
    List<ObjectNode> missing = new ArrayList<>();
    ports(free.keySet(), budget)
        .forEach(
            (device, port) -> {
              String address = id(free.get(device));
              missing.add(object().put("ip_address", address).put("interface", port));
            });
    api.createAll(ON_INTERFACES, missing, budget);
  }

  private List<JsonNode> onInterfaces(List<JsonNode> addresses, Budget budget) {
    if (addresses.isEmpty()) return List.of();
    List<String> ids = addresses.stream().map(Addresses::id).collect(Collectors.toList());
    return api.all(
        ON_INTERFACES,
        each -> ids.contains(each.at("/ip_address/id").asText()),
        budget,
        query("ip_address", ids, "depth", "1"));
  }
}
