package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/** How NetBox shows its objects: relations as short objects, choices with their labels. */
final class NetBoxView {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectStore objects;
  private final String base;

  NetBoxView(ObjectStore objects, String base) {
    this.objects = objects;
    this.base = base;
  }

  ObjectNode show(Kind kind, ObjectNode object, NetBoxRelease release) {
    ObjectNode shown = MAPPER.createObjectNode();
    shown.set("id", object.path("id"));
    shown.put("url", base + "/api/" + kind.path() + "/" + object.path("id").asText() + "/");
    object.properties().forEach(f -> put(kind, f.getKey(), f.getValue(), shown));
    if (kind.path().equals("dcim/devices")) {
      completeDevice(shown, release.showsRolesTwice());
    }
    if (kind.path().equals("dcim/device-roles") && release.nestsRoles()) {
      shown.putNull("parent");
    }
    if (kind.path().equals("ipam/ip-addresses")) {
      shown.set("assigned_object", assigned(object));
      if (!shown.has("vrf")) {
        shown.putNull("vrf");
      }
    }
    return shown;
  }

  private void put(Kind kind, String field, JsonNode value, ObjectNode shown) {
    if (kind.relations().containsKey(field)) {
      shown.set(field, brief(kind.relations().get(field), value));
    } else if (kind.choices().containsKey(field)) {
      shown.putObject(field).put("value", value.asText()).put("label", label(value.asText()));
    } else if (field.equals("tags")) {
      ArrayNode tags = shown.putArray("tags");
      value.forEach(
          name ->
              tags.addObject()
                  .put("name", name.asText())
                  .put("slug", name.asText().toLowerCase(Locale.ROOT)));
    } else {
      shown.set(field, value);
    }
  }

  private static String label(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  private JsonNode brief(String path, JsonNode id) {
    ObjectNode object = id.isNull() ? null : objects.get(path, id.asText());
    if (object == null) {
      return MAPPER.nullNode();
    }
    ObjectNode brief = MAPPER.createObjectNode();
    brief.set("id", object.path("id"));
    brief.put("url", base + "/api/" + path + "/" + id.asText() + "/");
    for (String field : new String[] {"name", "model", "slug", "address"}) {
      if (object.has(field)) {
        brief.set(field, object.path(field));
      }
    }
    return brief;
  }

  private JsonNode assigned(ObjectNode address) {
    ObjectNode port = objects.get("dcim/interfaces", address.path("assigned_object_id").asText());
    if (port == null) {
      return MAPPER.nullNode();
    }
    ObjectNode shown = MAPPER.createObjectNode();
    shown.set("id", port.path("id"));
    shown.set("name", port.path("name"));
    shown.set("device", brief("dcim/devices", port.path("device")));
    return shown;
  }

  /** All custom fields are shown, whether they have a value or not. */
  private void completeDevice(ObjectNode shown, boolean rolesTwice) {
    ObjectNode fields = MAPPER.createObjectNode();
    objects.all("extras/custom-fields").forEach(f -> fields.putNull(f.path("name").asText()));
    JsonNode held = shown.path("custom_fields");
    for (Map.Entry<String, JsonNode> field : held.properties()) {
      fields.set(field.getKey(), field.getValue());
    }
    shown.set("custom_fields", fields);
    for (String field : new String[] {"location", "platform", "primary_ip4", "primary_ip6"}) {
      if (!shown.has(field)) {
        shown.putNull(field);
      }
    }
    if (!shown.has("tags")) {
      shown.putArray("tags");
    }
    if (rolesTwice) {
      shown.set("device_role", shown.path("role"));
    }
  }
}
