package io.cvpfunctions.lab.cmdb;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of objects that a recorder of devices meets in Nautobot (facts: CMDB B5). */
final class NautobotKinds {
  private static final List<Kind> ALL =
      List.of(
          Kind.of("extras/statuses", "status").requires("name").once("name").asks("name"),
          Kind.of("extras/roles", "role")
              .requires("name", "content_types")
              .once("name")
              .asks("name"),
          Kind.of("extras/tags", "tag").requires("name", "content_types").once("name").asks("name"),
          Kind.of("extras/custom-fields", "custom field")
              .requires("label", "key", "type", "content_types")
              .once("key"),
          Kind.of("dcim/manufacturers", "manufacturer").requires("name").once("name").asks("name"),
          Kind.of("dcim/platforms", "platform")
              .requires("name")
              .once("name")
              .refers(Map.of("manufacturer", "dcim/manufacturers"))
              .asks("name"),
          Kind.of("dcim/device-types", "device type")
              .requires("manufacturer", "model")
              .once("manufacturer,model")
              .refers(Map.of("manufacturer", "dcim/manufacturers"))
              .asks("model"),
          Kind.of("dcim/location-types", "location type")
              .requires("name")
              .once("name")
              .refers(Map.of("parent", "dcim/location-types"))
              .asks("name"),
          Kind.of("dcim/locations", "location")
              .requires("name", "location_type", "status")
              .once("parent,name")
              .refers(
                  Map.of(
                      "location_type", "dcim/location-types",
                      "parent", "dcim/locations",
                      "status", "extras/statuses"))
              .asks("name"),
          Kind.of("dcim/devices", "device")
              .requires("device_type", "role", "status", "location")
              .once("location,name")
              .refers(
                  Map.of(
                      "device_type", "dcim/device-types",
                      "role", "extras/roles",
                      "status", "extras/statuses",
                      "location", "dcim/locations",
                      "platform", "dcim/platforms",
                      "primary_ip4", "ipam/ip-addresses",
                      "primary_ip6", "ipam/ip-addresses"))
              .asks("serial", "name")
              .atMost(Map.of("name", 255, "serial", 255)),
          Kind.of("dcim/interfaces", "interface")
              .requires("device", "name", "type", "status")
              .once("device,name")
              .refers(Map.of("device", "dcim/devices", "status", "extras/statuses"))
              .asks("device", "name"),
          Kind.of("ipam/namespaces", "namespace").requires("name").once("name").asks("name"),
          Kind.of("ipam/prefixes", "prefix")
              .requires("prefix")
              .refers(Map.of("namespace", "ipam/namespaces")),
          Kind.of("ipam/ip-addresses", "IP address")
              .requires("address", "status")
              .once("parent,address")
              .refers(Map.of("status", "extras/statuses", "parent", "ipam/prefixes"))
              .asks("address"),
          Kind.of("ipam/ip-address-to-interface", "IP address to interface")
              .requires("ip_address", "interface")
              .once("ip_address,interface")
              .refers(Map.of("ip_address", "ipam/ip-addresses", "interface", "dcim/interfaces"))
              .asks("ip_address", "interface"),
          Kind.of("extras/notes", "note"));

  static final Map<String, Kind> BY_PATH =
      ALL.stream().collect(Collectors.toMap(Kind::path, Function.identity()));

  private NautobotKinds() {}
}
