package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.devicemove.CmdbRecord;
import io.cvpfunctions.devicemove.Field;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Management addresses: each on an interface of its device, and the device's primary one. */
abstract class Addresses {
  static final String ADDRESSES = "ipam/ip-addresses";
  private static final String INTERFACES = "dcim/interfaces";

  final NetBoxApi api;
  private final String interfaceName;

  Addresses(NetBoxApi api, String interfaceName) {
    this.api = api;
    this.interfaceName = interfaceName;
  }

  /** The records, with a remark where the address had to be left alone; some are to have none. */
  final List<CmdbRecord> give(List<CmdbRecord> records, Map<String, String> hosts, Budget budget) {
    Map<String, String> wanted = new LinkedHashMap<>(hosts);
    wanted.values().removeIf(String::isEmpty);
    if (wanted.isEmpty()) return records;
    Map<String, String> left = give(wanted, budget);
    return records.stream().map(each -> remarked(each, left)).collect(Collectors.toList());
  }

  private static CmdbRecord remarked(CmdbRecord record, Map<String, String> left) {
    String why = left.get(record.id());
    return why == null ? record : record.remarking(Field.ADDRESS, "address: " + why);
  }

  /** Makes each address its device's; of those that are left alone, why. By the device's id. */
  private Map<String, String> give(Map<String, String> hosts, Budget budget) {
    boolean distinct = new HashSet<>(hosts.values()).size() == hosts.size();
    try {
      if (distinct) return giveAll(hosts, budget);
    } catch (CallFailedException refused) {
      if (refused.kind() != Kind.REJECTED) throw refused;
    }
    return eachByItself(hosts, budget);
  }

  /** Where one was at fault, or another replica was quicker. */
  private Map<String, String> eachByItself(Map<String, String> hosts, Budget budget) {
    Map<String, String> left = new LinkedHashMap<>();
    boolean last = hosts.size() == 1;
    hosts.forEach(
        (device, host) -> {
          Map<String, String> one = Map.of(device, host);
          left.putAll(last ? giveOrTell(device, host, budget) : give(one, budget));
        });
    return left;
  }

  /** An address that is refused is no reason for the rest of the device not to be recorded. */
  private Map<String, String> giveOrTell(String device, String host, Budget budget) {
    try {
      return giveAll(Map.of(device, host), budget);
    } catch (CallFailedException refused) {
      if (refused.kind() != Kind.REJECTED) throw refused;
      return Map.of(device, host + " could not be recorded. " + refused.getMessage());
    }
  }

  /** What is there instead of an address. */
  final String has(String what) {
    return api.name() + " has " + what;
  }

  /** The same in few requests; all or nothing. */
  abstract Map<String, String> giveAll(Map<String, String> hosts, Budget budget);

  /** An id as this server writes it. */
  abstract JsonNode key(String id);

  /** The filter of interfaces by the ids of their devices. */
  abstract String deviceFilter();

  /** Adds what an interface has to say here. */
  abstract void complete(ObjectNode port, Budget budget);

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String id(JsonNode node) {
    return node.path("id").asText();
  }

  static String host(JsonNode address) {
    return NetBoxDevice.host(address.path("address").asText());
  }

  static String masked(String host) {
    return host + (host.contains(":") ? "/128" : "/32");
  }

  /** The addresses that are there, whosever they are, with what else is asked of them. */
  final List<JsonNode> find(Collection<String> hosts, Budget budget, String... more) {
    return api.all(
        ADDRESSES,
        each -> hosts.stream().anyMatch(host(each)::equalsIgnoreCase),
        budget,
        query("address", hosts, more));
  }

  static List<JsonNode> of(String host, List<JsonNode> known) {
    return known.stream()
        .filter(each -> host(each).equalsIgnoreCase(host))
        .collect(Collectors.toList());
  }

  static String[] query(String filter, Collection<String> values, String... more) {
    List<String> query = new ArrayList<>();
    for (String value : values) query.addAll(List.of(filter, value));
    query.addAll(List.of(more));
    return query.toArray(String[]::new);
  }

  /** The management interface of each device, made where it is missing. */
  final Map<String, String> ports(Collection<String> devices, Budget budget) {
    if (devices.isEmpty()) return Map.of();
    Map<String, String> ports = new LinkedHashMap<>();
    String[] query = query(deviceFilter(), devices, "name", interfaceName);
    api.all(INTERFACES, each -> isManagement(each, devices), budget, query)
        .forEach(port -> ports.put(device(port), id(port)));
    List<ObjectNode> missing =
        devices.stream()
            .filter(device -> !ports.containsKey(device))
            .map(device -> port(device, budget))
            .collect(Collectors.toList());
    api.createAll(INTERFACES, missing, budget).forEach(port -> ports.put(device(port), id(port)));
    return ports;
  }

  private ObjectNode port(String device, Budget budget) {
    ObjectNode port = object();
    port.set("device", key(device));
    port.put("name", interfaceName).put("type", "1000base-t").put("mgmt_only", true);
    complete(port, budget);
    return port;
  }

  private boolean isManagement(JsonNode port, Collection<String> devices) {
    return devices.contains(device(port)) && port.path("name").asText().equals(interfaceName);
  }

  private static String device(JsonNode port) {
    return port.at("/device/id").asText();
  }

  /** Makes each address the primary one of its device. */
  final void prefer(Map<String, JsonNode> byDevice, Budget budget) {
    List<ObjectNode> bodies = new ArrayList<>();
    byDevice.forEach(
        (device, address) -> {
          String primary = host(address).contains(":") ? "primary_ip6" : "primary_ip4";
          ObjectNode body = object();
          body.set("id", key(device));
          body.set(primary, address.path("id"));
          bodies.add(body);
        });
    api.changeAll(Inventory.DEVICES, bodies, budget);
  }
}
