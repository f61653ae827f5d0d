package io.cvpfunctions.lab.month.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks into NetBox itself, past everything that claims to have written there. */
final class Inventory {
  private Inventory() {}

  /** Its devices, each by the names of what the month knows to be true of it. */
  static List<Map<String, String>> of(NetBoxServer netBox) {
    Map<String, String> addresses =
        netBox.all("ipam/ip-addresses").stream()
            .collect(Collectors.toMap(a -> a.path("id").asText(), a -> a.path("address").asText()));
    return netBox.devices().stream().map(device -> fields(device, addresses)).toList();
  }

  private static Map<String, String> fields(JsonNode device, Map<String, String> addresses) {
    Map<String, String> fields = new HashMap<>();
    fields.put("serial", device.path("serial").asText());
    fields.put("name", device.path("name").asText());
    fields.put("model", device.at("/device_type/model").asText());
    fields.put("site", device.at("/site/name").asText());
    fields.put("role", device.at("/role/name").asText());
    fields.put("status", device.at("/status/value").asText());
    String address = addresses.getOrDefault(device.at("/primary_ip4/id").asText(), "");
    fields.put("address", address.replaceFirst("/.*", ""));
    for (Map.Entry<String, JsonNode> each : device.path("custom_fields").properties()) {
      fields.put(each.getKey().replaceFirst("^cvp_", ""), each.getValue().asText());
    }
    return fields;
  }
}
