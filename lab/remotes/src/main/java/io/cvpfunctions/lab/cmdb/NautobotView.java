package io.cvpfunctions.lab.cmdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How Nautobot shows its objects: relations as deep as was asked. */
final class NautobotView {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectStore objects;
  private final String base;

  NautobotView(ObjectStore objects, String base) {
    this.objects = objects;
    this.base = base;
  }

  /** At depth 0 a relation is only where to find it. */
  ObjectNode show(Kind kind, ObjectNode object, int depth) {
    ObjectNode shown = object.deepCopy();
    kind.relations().forEach((field, path) -> relation(shown, field, path, depth));
    ArrayNode tags = MAPPER.createArrayNode();
    object.path("tags").forEach(id -> tags.add(related("extras/tags", id.asText(), depth)));
    if (kind.path().equals("dcim/devices")) {
      shown.set("tags", tags);
      shown.set("custom_fields", customFields(object.path("custom_fields")));
    }
    return shown;
  }

  private void relation(ObjectNode shown, String field, String path, int depth) {
    if (shown.hasNonNull(field)) {
      shown.set(field, related(path, shown.path(field).asText(), depth));
    } else {
      shown.putNull(field);
    }
  }

  private JsonNode related(String path, String id, int depth) {
    if (depth > 0) {
      return show(NautobotKinds.BY_PATH.get(path), objects.get(path, id), depth - 1);
    }
    String url = base + "/api/" + path + "/" + id + "/";
    return MAPPER.createObjectNode().put("id", id).put("object_type", path).put("url", url);
  }

  private ObjectNode customFields(JsonNode held) {
    ObjectNode all = MAPPER.createObjectNode();
    objects.all("extras/custom-fields").forEach(each -> all.putNull(each.path("key").asText()));
    held.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
    return all;
  }
}
