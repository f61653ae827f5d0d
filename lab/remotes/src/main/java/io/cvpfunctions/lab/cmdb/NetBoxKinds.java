package io.cvpfunctions.lab.cmdb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of objects that a recorder of devices meets in NetBox (facts: CMDB B3). */
final class NetBoxKinds {
  private static final Set<String> STATUS =
      Set.of("offline", "active", "planned", "staged", "failed", "inventory", "decommissioning");
  private static final Set<String> PLACE_STATUS =
      Set.of("planned", "staging", "active", "decommissioning", "retired");

  private static final List<Kind> ALL =
      List.of(
          named("dcim/manufacturers", "manufacturer").once("name", "slug"),
          Kind.of("dcim/device-types", "device type")
              .requires("manufacturer", "model", "slug")
              .once("manufacturer,model", "manufacturer,slug")
              .refers(Map.of("manufacturer", "dcim/manufacturers"))
              .asks("model", "model__ie", "slug", "manufacturer_id")
              .atMost(Map.of("model", 100)),
          named("dcim/device-roles", "device role").once("name", "slug"),
          named("dcim/platforms", "platform").once("name", "slug"),
          named("dcim/sites", "site").once("name", "slug").chooses(Map.of("status", PLACE_STATUS)),
          named("dcim/locations", "location")
              .requires("name", "slug", "site")
              .once("site,name", "site,slug")
              .refers(Map.of("site", "dcim/sites"))
              .chooses(Map.of("status", PLACE_STATUS))
              .asks("name", "name__ie", "slug", "site_id"),
          Kind.of("dcim/devices", "device")
              .requires("device_type", "role", "site")
              .once("name,site")
              .refers(
                  Map.of(
                      "device_type", "dcim/device-types",
                      "role", "dcim/device-roles",
                      "site", "dcim/sites",
                      "location", "dcim/locations",
                      "platform", "dcim/platforms",
                      "primary_ip4", "ipam/ip-addresses",
                      "primary_ip6", "ipam/ip-addresses"))
              .chooses(Map.of("status", STATUS))
              .asks("serial", "name", "name__ie", "site_id", "site", "q", "id")
              .atMost(Map.of("name", 64, "serial", 50)),
          Kind.of("dcim/interfaces", "interface")
              .requires("device", "name", "type")
              .once("device,name")
              .refers(Map.of("device", "dcim/devices"))
              .chooses(Map.of("type", Set.of("1000base-t", "virtual")))
              .asks("device_id", "name"),
          Kind.of("ipam/ip-addresses", "IP address")
              .requires("address")
              .refers(Map.of("vrf", "ipam/vrfs"))
              .asks("address", "device_id"),
          Kind.of("ipam/vrfs", "VRF").requires("name"),
          named("extras/tags", "tag").once("name", "slug"),
          Kind.of("extras/journal-entries", "journal entry")
              .requires("assigned_object_type", "assigned_object_id", "comments")
              .chooses(Map.of("kind", Set.of("info", "success", "warning", "danger")))
              .asks("assigned_object_type", "assigned_object_id", "q"),
          Kind.of("extras/custom-fields", "custom field")
              .requires("name", "object_types")
              .once("name")
              .asks("name", "name__ie"));

  static final Map<String, Kind> BY_PATH =
      ALL.stream().collect(Collectors.toMap(Kind::path, Function.identity()));

  private NetBoxKinds() {}

  private static Kind named(String path, String title) {
    return Kind.of(path, title)
        .requires("name", "slug")
        .asks("name", "name__ie", "slug")
        .atMost(Map.of("name", 100, "slug", 100));
  }
}
